package loaders_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fault is the loader of a file, how reading went, and what is wrong where.
func fault(t *testing.T, path, text string) []string {
	t.Helper()
	doc := loadText(path, map[string]string{path: text})
	if doc == nil || len(doc.Files) != 1 {
		t.Fatalf("want one file, got %+v", doc)
	}
	f := doc.Files[0]
	_, position, _ := strings.Cut(f.At.Location().String(), ":")
	return []string{f.Loader, f.Parse, position + " " + f.Problem}
}

func TestBrokenPackages(t *testing.T) {
	tests := []struct{ name, path, text, loader, want string }{
		{"a plugin that ends early", "a/.claude-plugin/plugin.json", "{\n \"name\": ", "plugin", "2:10 unexpected end of the file, expected a value"},
		{"a marketplace without a comma", ".claude-plugin/marketplace.json", "{\"name\": \"a\" \"owner\": {}}", "marketplace", `1:14 expected "," or "}"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{tt.loader, "failed", tt.want}, fault(t, tt.path, tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPackageLookAlikes(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"a plugin of Grafana", "plugin.json", `{"type": "panel", "name": "Clock", "id": "corp-clock-panel", "info": {"author": {"name": "Corp"}, "version": "1.0.0"}}`},
		{"a plugin of Figma", "figma/plugin.json", `{"name": "Icons", "main": "code.js", "ui": "ui.html", "permissions": ["currentuser"]}`},
		{"a broken plugin of something", "x/plugin.json", `{"name": `},
		{"a marketplace of something else", "marketplace.json", `{"name": "Flea market", "plugins": [{"name": "a"}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if doc := loadText(tt.path, map[string]string{tt.path: tt.text}); doc != nil {
				t.Errorf("recognised as %s", doc.Files[0].Loader)
			}
		})
	}
}

func TestPluginPlaces(t *testing.T) {
	const name = "a/.claude-plugin/plugin.json"
	doc := loadText(name, map[string]string{name: `{
  "version": "1.0.0",
  "author": {"name": "Corp"},
  "commands": ["./x.md"],
  "mcpServers": {"notes": {"command": "npx", "args": ["notes@1.0.0"]}}
}`})
	s := doc.Skills[0]
	got := []string{
		spot(s.At)[:5], spot(s.Version.At), spot(s.Owner.At), spot(s.Refs[0].To.At), s.Refs[0].Path, spot(doc.Servers[0].Launch.Package.At), s.Name.V,
	}
	want := []string{"1:1 {", `2:14 "1.0.0"`, `3:13 {"name": "Corp"}`, `4:16 "./x.md"`, "a/x.md", `5:55 "notes@1.0.0"`, "a"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMarketplacePlaces(t *testing.T) {
	const name = ".claude-plugin/marketplace.json"
	doc := loadText(name, map[string]string{name: `{"owner": {"name": "Corp"}, "plugins": [
  {"name": "a", "source": {"source": "github", "repo": "corp/a", "ref": "main"}}
]}`})
	s := doc.Skills[1]
	got := []string{spot(doc.Skills[0].Owner.Team.At), spot(s.At)[:3], spot(s.Source.Ref.At), spot(s.Source.Target.At), s.Source.Pin}
	want := []string{`1:20 "Corp"`, "2:3", `2:73 "main"`, `2:56 "corp/a"`, "git_ref"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
