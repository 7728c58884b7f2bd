package facts

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// paramRole is what the name of a parameter says it is, by the word lists: the whole name must be in a
// list, whichever way its words are joined.
func paramRole(name string) string {
	tokens := NameTokens(name)
	joined, solid := strings.Join(tokens, "_"), strings.Join(tokens, "")
	for _, role := range [...]struct{ role, list string }{
		{"command", "exec_params"}, {"query", "sql_params"}, {"credential", "credential_params"},
		{"url", "url_params"}, {"path", "path_params"},
	} {
		words := WordList(role.list)
		if slices.Contains(words, joined) || slices.Contains(words, solid) {
			return role.role
		}
	}
	switch joined {
	case "side_note", "sidenote", "context_dump", "internal_only", "debug_info", "scratch":
		return "side_note"
	}
	if last := len(tokens) - 1; last >= 0 && (tokens[last] == "cursor" || tokens[last] == "token" && last > 0 &&
		slices.Contains([]string{"next", "page", "continuation"}, tokens[last-1])) {
		return "cursor"
	}
	return ""
}

// paramFormats are the formats whose values are harmless whatever they are used for.
var paramFormats = []string{"uuid", "date", "date-time"}

// What a pattern is tried with; one that matches any of these does not keep the sort out.
var (
	paramShellProbes = []string{"; id", "$(id)", "a\nb", "1 OR 1=1"}
	paramPathProbes  = []string{"../x", "a/../../x", "/etc/x", "~/x", `C:\x`, `..\x`}
	paramURLProbes   = []string{
		"https://other.example/", "http://other.example/x", "https://203.0.113.7/", "http://localhost/",
		"file:///etc/x", "other.example", "203.0.113.7",
	}
)

// paramBounds finds what the values that a parameter allows cannot be.
func paramBounds(p *Param) []string {
	if p.Enum.Set || slices.Contains(paramFormats, p.Format) {
		return []string{"shell", "path", "url"}
	}
	if !strings.HasPrefix(p.Pattern.V, "^") {
		return nil
	}
	re, err := regexp.Compile(p.Pattern.V)
	excludes := func(probes []string) bool {
		return err != nil || !slices.ContainsFunc(probes, re.MatchString) // a look-ahead: somebody took pains
	}
	var bounds []string
	if strings.HasSuffix(p.Pattern.V, "$") && excludes(paramShellProbes) {
		bounds = append(bounds, "shell")
	}
	if excludes(paramPathProbes) {
		bounds = append(bounds, "path")
	}
	if excludes(paramURLProbes) {
		bounds = append(bounds, "url")
	}
	return bounds
}

// paramHeaderFault is what is wrong with the header that a parameter is copied into.
func paramHeaderFault(p *Param) string {
	switch {
	case !p.Header.Set:
		return ""
	case p.Header.V == "":
		return "empty"
	case strings.Trim(p.Header.V, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "":
		return "token"
	case slices.ContainsFunc(p.Type, func(t string) bool { return t == "number" || t == "object" || t == "array" }):
		return "type"
	}
	return ""
}

// paramTwinHeaders finds headers that two parameters use.
func paramTwinHeaders(params []Param) {
	first := map[string]bool{}
	for i := range params {
		p := &params[i]
		if !p.Header.Set || p.HeaderFault != "" {
			continue
		}
		key := strings.ToLower(p.Header.V)
		if first[key] {
			p.HeaderFault = "duplicate"
		}
		first[key] = true
	}
}

// paramFlatTypes are the names of types in flat lists of parameters.
var paramFlatTypes = []string{
	"string", "number", "integer", "boolean", "array", "object", "null",
}

// paramFlatEntry is one parameter of a flat list.
type paramFlatEntry struct {
	name    *source.Node // nil where it has none
	node    *source.Node
	pointer string
}

// paramFlatEntries are the parameters of a list with names, or of a map by name.
func paramFlatEntries(n *source.Node) []paramFlatEntry {
	var entries []paramFlatEntry
	for i, item := range n.Items {
		entries = append(entries, paramFlatEntry{name: item.Get("name"), node: item, pointer: schemaIndex(i)})
	}
	for _, pair := range schemaPairs(n) {
		entries = append(entries, paramFlatEntry{name: pair.Key, node: pair.Value, pointer: schemaPointer(pair.Key.Value)})
	}
	return entries
}

// flatParams are the parameters of a flat list.
func flatParams(n *source.Node) []Param {
	var params []Param
	r := &paramReader{walk: &schemaWalk{root: n, draft: schemaGorilla}, required: map[*source.Node]map[string]bool{}}
	for _, entry := range paramFlatEntries(n) {
		if !entry.node.IsMap() || !entry.name.IsString() {
			continue
		}
		p := Param{Name: entry.name.Value, Pointer: entry.pointer, At: entry.name.Place, Role: paramRole(entry.name.Value)}
		p.Description = schemaProse(entry.node.Get("description", "desc"))
		p.Default = schemaAsText(entry.node.Get("default"))
		p.Examples = paramExamples(entry.node)
		p.Required, _ = entry.node.Get("required").Bool()
		if optional, ok := entry.node.Get("optional").Bool(); ok {
			p.Required = !optional
		}
		v := paramValue{reader: r, param: &p}
		free := v.read(entry.node, 0)
		p.Described = p.Described || strings.TrimSpace(p.Description.V) != ""
		text := slices.Contains(p.Type, "string") || slices.Contains(p.Type, "str") || slices.Contains(p.ItemType, "string")
		p.FreeForm = free && text
		p.Bounds = paramBounds(&p)
		params = append(params, p)
	}
	return params
}
