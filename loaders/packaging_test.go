package loaders_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
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
		{"a mock database", "server.json", `{"users": [{"id": 1, "name": "a"}], "packages": [{"name": "x"}]}`},
		{"a configuration of a server", "config/server.json", `{"name": "web", "port": 8080, "remotes": []}`},
		{"the lock of Composer", "a/server.json", `{"name": "corp/web", "description": "d", "packages": [{"name": "x"}]}`},
		{"an extension of Chrome", "manifest.json", `{"manifest_version": 3, "name": "Clock", "version": "1.0", "background": {"service_worker": "bg.js"}, "server": "x"}`},
		{"an app of Teams", "appPackage/manifest.json", `{"manifestVersion": "1.19", "name": {"short": "Clock"}, "server": {"type": "node"}, "bots": []}`},
		{"a web app", "public/manifest.json", `{"name": "Clock", "start_url": "/", "display": "standalone", "server": {"type": "node"}}`},
		{"a service of Kubernetes", "templates/server.yaml", "apiVersion: v1\nkind: Service\nname: a\ntype: server\nimage: b\nmeta: {}\n"},
		{"settings of a server", "server.yaml", "name: web\ntype: remote\nremote: {host: a}\nmeta: {}\n"},
		{"a template of a service", "templates/server.yaml", "{{- if .Values.server }}\ntype: server\n"},
		{"a list of people", "glama.json", `{"people": []}`},
		{"a recipe for smoke", "smithery.yaml", "anvil: 1\n"},
		{"something well known", ".well-known/mcp.json", `{"links": []}`},
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

func TestRegistryPlaces(t *testing.T) {
	const name = "server.json"
	doc := loadText(name, map[string]string{name: `{"name": "com.example/a", "description": "d", "packages": [
  {"registryType": "npm", "identifier": "a-mcp", "version": "1.0.0", "packageArguments": [{"type": "named", "name": "--dir", "value": "/"}],
   "environmentVariables": [{"name": "A_URL", "value": "https://a.example"}]},
  {"registryType": "nuget", "identifier": "A"}
], "remotes": [{"type": "sse", "url": "https://a.example/sse"}]}`})
	s := doc.Servers[0]
	got := []string{
		spot(s.At)[:3], spot(s.Name.At), spot(s.Launch.Package.At), spot(s.Launch.Args[2].At), spot(s.Env[0].At), spot(s.Env[0].Value.At),
		spot(doc.Servers[1].Launch.Package.At), spot(doc.Servers[2].URL.At),
	}
	want := []string{
		"2:3", `1:10 "com.example/a"`, `2:41 "a-mcp"`, `2:135 "/"`, `3:38 "A_URL"`, `3:56 "https://a.example"`, `4:43 "A"`, `5:39 "https://a.example/sse"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCatalogPlaces(t *testing.T) {
	const name = "servers/a/server.yaml"
	doc := loadText(name, map[string]string{name: "name: a\nimage: mcp/a\ntype: server\nmeta: {}\nrun:\n  volumes:\n    - /:/host\nconfig:\n  secrets:\n    - {name: a.key, env: A_KEY}\n"})
	s := doc.Servers[0]
	got := []string{spot(s.Launch.Image.Ref.At), spot(s.Launch.Mounts[0].At), spot(s.Env[0].At)}
	want := []string{"2:8 mcp/a", "7:7 /:/host", "10:26 A_KEY"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestOddPackages holds that values of the wrong type are left out, and nothing else.
func TestOddPackages(t *testing.T) {
	tests := []struct{ name, path, text, want string }{
		{"packages that are none", "server.json", `{"$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json", "name": "a.b/c", "packages": {"x": 1}, "remotes": "no"}`, "a.b/c unknown"},
		{"a remote without an address", "server.json", `{"name": "a.b/c", "description": "d", "remotes": [{"type": "sse"}, 3]}`, "a.b/c sse"},
		{"a bundle without a command", "manifest.json", `{"manifest_version": "0.1", "name": "b", "server": {"type": "node", "mcp_config": []}, "tools": {}}`, "b stdio"},
		{"an image that is a number", "server.yaml", "name: c\ntype: remote\nremote: {url: x}\nabout: {}\nimage: 3\nrun: []\n", "c http"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText(tt.path, map[string]string{tt.path: tt.text})
			s := doc.Servers[0]
			if diff := cmp.Diff(tt.want, s.Name.V+" "+s.Transport); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestToolsBesideServer holds that a list of tools belongs to the server that is described beside it.
func TestToolsBesideServer(t *testing.T) {
	tree := fstest.MapFS{
		"servers/a/server.yaml": {Data: []byte("name: a\nimage: mcp/a\ntype: server\nmeta: {}\n")},
		"servers/a/tools.json":  {Data: []byte(`[{"name": "list_tickets", "description": "d", "arguments": [{"name": "n", "type": "string", "desc": "x"}]}]`)},
		"x.agent.md":            {Data: []byte("---\ndescription: d\ntools: [a/list_tickets, a/list_ticket]\n---\nx\n")},
	}
	repository := loaders.NewRepository(tree, nil, 0)
	var docs []*loaders.Document
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		docs = append(docs, repository.Load(loaders.Entry{Path: name, Role: loaders.RoleRuntime}))
	}
	doc := loaders.Merge(docs)
	loaders.Link(doc, repository)
	var got []string
	for _, e := range doc.Edges {
		if e.Rel == loaders.UsesTool {
			got = append(got, fmt.Sprint(e.To, " ", e.Resolved, " ", e.Suggestion))
		}
	}
	want := []string{"a/list_ticket false list_tickets", "tools:servers/a/tools.json#list_tickets true "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
