package loaders_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// linkTree is the merged and linked document of a tree.
func linkTree(tb testing.TB, tree fstest.MapFS) *loaders.Document {
	tb.Helper()
	r := loaders.NewRepository(tree, nil, 0)
	var docs []*loaders.Document
	for name := range tree {
		if d := r.Load(loaders.Entry{Path: name, Role: loaders.RoleOf(name)}); d != nil {
			docs = append(docs, d)
		}
	}
	all := loaders.Merge(docs)
	loaders.Link(all, r)
	return all
}

// abilities are the capabilities and permissions of agents as JSON, by id.
func abilities(tb testing.TB, d *loaders.Document) map[string]string {
	tb.Helper()
	found := map[string]string{}
	for _, a := range d.Agents {
		text, err := json.Marshal([]any{a.Capabilities, a.Effective})
		if err != nil {
			tb.Fatal(err)
		}
		found[a.ID] = string(text)
	}
	return found
}

// TestUnrelatedAgents holds that an agent which nobody refers to changes nothing for the others.
func TestUnrelatedAgents(t *testing.T) {
	added := map[string]string{
		".claude/agents/zz-new.md":        "---\nname: zz-new\ndescription: d\ntools: Bash, WebFetch, mcp__mail\n---\nYou help.\n",
		"zz/zz.agent.md":                  "---\nname: zz-new\ndescription: d\ntools: ['*']\n---\nYou help.\n",
		"zz/zz.yaml":                      "agents:\n  zz-new:\n    model: m\n    instruction: Help.\n    toolsets: [{type: shell}]\n",
		"zz/plugin/agents/zz-new.md":      "---\nname: zz-new\ndescription: d\nmodel: sonnet\n---\nYou help.\n",
		"zz/.claude/agents/zz-new.md":     "---\nname: zz-new\ndescription: d\n---\nYou help.\n",
		".opencode/agent/zz-new.md":       "---\ndescription: d\nmode: subagent\n---\nYou help.\n",
		"zz/.github/agents/z.agent.md":    "---\ndescription: d\n---\nYou help.\n",
		"zz/config/agents.yaml":           "zz-new:\n  role: R\n  goal: G\n  backstory: B\n",
		"zz/.codex/agents/zz-new.toml":    "name = \"zz-new\"\ndescription = \"d\"\ndeveloper_instructions = \"Help.\"\n",
		"zz/.kiro/agents/zz-new.json":     `{"name": "zz-new", "description": "d", "prompt": "Help.", "tools": ["*"], "allowedTools": ["shell"]}`,
		"zz/.gemini/agents/zz-new.md":     "---\nname: zz-new\ndescription: d\n---\nYou help.\n",
		"zz/.claude/agents/nested/two.md": "---\nname: zz-two\ndescription: d\n---\nYou help.\n",
	}
	compared := 0
	for folder, files := range fixtureFolders() {
		tree := fstest.MapFS{}
		maps.Copy(tree, files)
		before := abilities(t, linkTree(t, tree))
		compared += len(before)
		for name, text := range added {
			tree[name] = &fstest.MapFile{Data: []byte(text)}
			after := abilities(t, linkTree(t, tree))
			delete(tree, name)
			for id := range after {
				if _, known := before[id]; !known {
					delete(after, id)
				}
			}
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("folder %v with %s: %s", folder, name, diff)
			}
		}
	}
	if compared < 50 {
		t.Errorf("%d agents compared, want at least 50", compared)
	}
}

// crowd is a tree with n agents that share settings and servers, and delegate to two others each.
func crowd(n int) fstest.MapFS {
	tree := fstest.MapFS{
		".mcp.json":             {Data: []byte(`{"mcpServers": {"chat": {"command": "npx", "args": ["@modelcontextprotocol/server-slack"]}}}`)},
		".claude/settings.json": {Data: []byte(`{"permissions": {"allow": ["Bash(*)", "WebFetch"], "deny": ["Read(.env)"]}}`)},
	}
	for i := range n {
		tools := ""
		if i%2 == 0 {
			tools = fmt.Sprintf("tools: Read, Bash(git log:*), mcp__chat__post_message, Agent(a%d, a%d)\n", (i*7+1)%n, (i*13+5)%n)
		}
		tree[fmt.Sprintf(".claude/agents/a%d.md", i)] = &fstest.MapFile{
			Data: fmt.Appendf(nil, "---\nname: a%d\ndescription: d\n%s---\nYou help.\n", i, tools),
		}
	}
	return tree
}

func BenchmarkLinkAgents(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tree := crowd(n)
			r := loaders.NewRepository(tree, nil, 0)
			var docs []*loaders.Document
			for name := range tree {
				docs = append(docs, r.Load(loaders.Entry{Path: name, Role: loaders.RoleRuntime}))
			}
			for b.Loop() {
				b.StopTimer()
				all := loaders.Merge(docs)
				b.StartTimer()
				loaders.Link(all, r)
			}
		})
	}
}

// TestLinkManyAgents holds that the work grows in proportion to the agents: it takes far less than what
// comparing each with each other would.
func TestLinkManyAgents(t *testing.T) {
	tree := crowd(5_000)
	start := time.Now()
	d := linkTree(t, tree)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	if len(d.Agents) != 5_000 || len(d.Agents[0].Capabilities) == 0 {
		t.Errorf("want 5000 agents with capabilities, got %d", len(d.Agents))
	}
}
