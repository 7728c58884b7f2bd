package loaders

import (
	"reflect"
	"strconv"
	"strings"
)

// Positions are the places of all values that files state, as path:line:column, by JSON pointer into
// the document.
func (d *Document) Positions() map[string]string {
	found := map[string]string{}
	positions(reflect.ValueOf(d).Elem(), "", found)
	return found
}

func positions(v reflect.Value, pointer string, found map[string]string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			positions(v.Elem(), pointer, found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			positions(v.Index(i), pointer+"/"+strconv.Itoa(i), found)
		}
	case reflect.Struct:
		structPositions(v, pointer, found)
	}
}

func structPositions(v reflect.Value, pointer string, found map[string]string) {
	if p := placeIn(v); !p.IsZero() && pointer != "" {
		found[pointer] = p.Location().String()
	}
	if isField(v) {
		positions(v.FieldByName("V"), pointer, found)
		return
	}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-" || !field.IsExported():
		case name == "" && field.Anonymous:
			positions(v.Field(i), pointer, found)
		case name != "":
			positions(v.Field(i), pointer+"/"+name, found)
		}
	}
}
