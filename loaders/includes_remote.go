package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Include is a text from elsewhere that becomes a part of the instructions when an agent starts.
type Include struct {
	Key     string       `json:"key" doc:"The key that names it, such as instructions."`
	Address string       `json:"address" doc:"The address, or the entry of a hub."`
	Host    string       `json:"host" doc:"The host that it comes from."`
	Pinned  bool         `json:"pinned" doc:"Whether the address names a commit, a digest or a version."`
	At      source.Place `json:"-"`
}

// includeKeys are the keys whose values are instructions, or addresses of instructions.
var includeKeys = []string{"instructions", "rules", "system_prompt", "systemPrompt", "prompt_url", "promptUrl", "instructions_url", "instructionsUrl"}

var (
	pinned  = regexp.MustCompile(`\b[0-9a-f]{40}\b|\bsha(?:256|512)[=:-]`)
	hubUses = regexp.MustCompile(`^[\w-]+/[\w.-]+(?:@([\w.-]+))?$`)
)

// includesOf finds the addresses that the keys of a file name for instructions, and entries of the hub of
// Continue. They stand at the top, or below a few keys.
func includesOf(f *source.File) []Include {
	if f.Root == nil || !f.Root.IsMap() || !strings.Contains(f.Text, "://") && !strings.Contains(f.Text, "uses:") {
		return nil
	}
	return includesBelow(nil, f.Root, 3)
}

// includesBelow adds what the keys of a map, and of the maps below it, name.
func includesBelow(found []Include, n *source.Node, depth int) []Include {
	for _, p := range entriesOf(n) {
		key := p.Key.Value
		if slices.Contains(includeKeys, key) || key == "prompts" {
			found = appendIncludes(found, key, p.Value)
		}
		if depth > 0 && p.Value.IsMap() {
			found = includesBelow(found, p.Value, depth-1)
		}
	}
	return found
}

// appendIncludes adds the value of a key, or each item of it.
func appendIncludes(found []Include, key string, n *source.Node) []Include {
	if n.IsString() {
		if in, ok := remoteInclude(key, n); ok {
			found = append(found, in)
		}
		return found
	}
	for _, item := range itemsOf(n) {
		uses := item.Get("uses")
		switch m := hubUses.FindStringSubmatch(uses.Text()); {
		case m != nil && (key == "rules" || key == "prompts"):
			found = append(found, Include{
				Key: key, Address: uses.Value, Host: "hub.continue.dev", Pinned: m[1] != "" && m[1] != "latest", At: uses.Place,
			})
		case item.IsString():
			found = appendIncludes(found, key, item)
		}
	}
	return found
}

// remoteInclude is the include that a value is: an address and nothing else.
func remoteInclude(key string, n *source.Node) (Include, bool) {
	text := n.Text()
	if key == "prompts" || strings.ContainsAny(text, " \n\t") || !strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://") {
		return Include{}, false
	}
	u := facts.ParseURL(n.Field())
	if u == nil || u.Loopback {
		return Include{}, false
	}
	return Include{Key: key, Address: facts.Redact(text), Host: u.Host, Pinned: pinned.MatchString(text), At: n.Place}, true
}
