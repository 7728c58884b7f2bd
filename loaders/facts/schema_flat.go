package facts

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// readFlatSchema reads parameters that are listed by name, without JSON Schema around them.
func readFlatSchema(n *source.Node, dialect string) *Schema {
	out := &Schema{Dialect: "flat", RootType: "object", Depth: 2, At: n.Place}
	names := map[string]string{}
	report := func(list *[]SchemaProblem, kind, pointer, message string, at source.Place) {
		*list = append(*list, SchemaProblem{Kind: kind, Pointer: pointer, Message: message, At: at})
	}
	for _, entry := range paramFlatEntries(n) {
		out.Properties++
		out.Subschemas++
		if !entry.node.IsMap() {
			report(&out.Errors, "keyword", entry.pointer, "a parameter is expected here, not "+schemaKindName(entry.node), entry.node.Place)
			continue
		}
		if !entry.name.IsString() {
			report(&out.Errors, "keyword", entry.pointer, "the parameter has no name", entry.node.Place)
			continue
		}
		if required, _ := entry.node.Get("required").Bool(); required {
			out.Required.Set = true
			out.Required.V = append(out.Required.V, source.Say(entry.name.Value, entry.name.Place))
		}
		plain := schemaPlainName(entry.name.Value)
		if other, ok := names[plain]; ok {
			report(&out.Inconsistencies, "alike", entry.pointer,
				fmt.Sprintf("the parameters %q and %q differ in case and separators only", other, entry.name.Value), entry.name.Place)
		}
		names[plain] = entry.name.Value
		if t := entry.node.Get("type"); dialect != "cohere" && t != nil && !slices.Contains(paramFlatTypes, strings.ToLower(t.Text())) {
			report(&out.Errors, "keyword", entry.pointer+"/type", schemaShort(t)+" is not a type", t.Place)
		}
	}
	return out
}

// schemaIndex is the pointer to an item of a list at the root.
func schemaIndex(i int) string { return "/" + strconv.Itoa(i) }
