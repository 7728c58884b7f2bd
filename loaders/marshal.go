package loaders

import (
	"encoding/json"
	"reflect"
)

// MarshalJSON writes the document as policies see it: a collection without entries is an empty list.
func (d *Document) MarshalJSON() ([]byte, error) {
	type plain Document
	whole := plain(*d)
	v := reflect.ValueOf(&whole).Elem()
	for _, f := range v.Fields() {
		if f.Kind() == reflect.Slice && f.IsNil() {
			f.Set(reflect.MakeSlice(f.Type(), 0, 0))
		}
	}
	return json.Marshal(whole)
}
