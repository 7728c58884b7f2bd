package policy

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"gopkg.in/yaml.v3"
)

// metadataKeys are the keys of METADATA as they are written.
type metadataKeys struct {
	at    *ast.Location
	top   []string       // at the top, in order
	lines map[string]int // by the key, or custom and the key with a dot between
}

func newMetadataKeys(m *ast.Module, annotations *ast.Annotations) metadataKeys {
	k := metadataKeys{at: annotations.Location, lines: map[string]int{}}
	var text strings.Builder
	for next := k.at.Row + 1; ; next++ {
		comment := commentAt(m, next)
		if comment == nil || comment.Location.Col != 1 {
			break
		}
		text.Write(comment.Text)
		text.WriteString("\n")
	}
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text.String()), &document); err != nil || document.Kind == 0 {
		return k // OPA has read it, so this is for keys that it reads otherwise
	}
	root := document.Content[0]
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		k.top = append(k.top, key.Value)
		k.lines[key.Value] = k.at.Row + key.Line
		for j := 0; key.Value == "custom" && value.Kind == yaml.MappingNode && j+1 < len(value.Content); j += 2 {
			k.lines["custom."+value.Content[j].Value] = k.at.Row + value.Content[j].Line
		}
	}
	return k
}

func commentAt(m *ast.Module, row int) *ast.Comment {
	for _, c := range m.Comments {
		if c.Location.Row == row {
			return c
		}
	}
	return nil
}

// line is where a key is, or else where METADATA begins.
func (k metadataKeys) line(key string) int {
	if line, ok := k.lines[key]; ok {
		return line
	}
	return k.at.Row
}
