package facts_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

func TestParseURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://mcp.vendor.example/mcp?token=x#y": `{"scheme":"https","host":"mcp.vendor.example","path":"/mcp"}`,
		"HTTP://Vendor.Example:8080":               `{"scheme":"http","host":"vendor.example","port":"8080"}`,
		"http://localhost:3000/x":                  `{"scheme":"http","host":"localhost","port":"3000","path":"/x","loopback":true}`,
		"http://127.3.4.5":                         `{"scheme":"http","host":"127.3.4.5","loopback":true}`,
		"ws://[::1]:80/x":                          `{"scheme":"ws","host":"::1","port":"80","path":"/x","loopback":true}`,
		"http://api.localhost":                     `{"scheme":"http","host":"api.localhost","loopback":true}`,
		"http://host.docker.internal:80":           `{"scheme":"http","host":"host.docker.internal","port":"80","loopback":true}`,
		"http://0.0.0.0:80":                        `{"scheme":"http","host":"0.0.0.0","port":"80","loopback":true,"unspecified":true}`,
		"http://10.1.2.3":                          `{"scheme":"http","host":"10.1.2.3","private":true}`,
		"http://[fd00::1]/":                        `{"scheme":"http","host":"fd00::1","path":"/","private":true}`,
		"http://svc.ns.svc.cluster.local":          `{"scheme":"http","host":"svc.ns.svc.cluster.local","private":true}`,
		"http://mcp-server:8080/sse":               `{"scheme":"http","host":"mcp-server","port":"8080","path":"/sse","single_label":true}`,
		"http://user:pw@h.example/x":               `{"scheme":"http","host":"h.example","path":"/x","userinfo":true}`,
		"http://localhost@evil.example":            `{"scheme":"http","host":"evil.example","userinfo":true}`,
		"http://localhost.evil.example":            `{"scheme":"http","host":"localhost.evil.example"}`,
		"${MCP_URL}":                               `{"variable":true}`,
		"${MCP_URL}/x":                             `{"variable":true}`,
		"${MCP_URL:-http://h.example/x}":           `{"variable":true}`,
		"${SCHEME}://h.example/x":                  `{"host":"h.example","path":"/x","variable":true}`,
		"http://{host}/x":                          `{"scheme":"http","host":"{host}","path":"/x","variable":true}`,
		"http://${HOST:-localhost}:80/x":           `{"scheme":"http","host":"${HOST:-localhost}","port":"80","path":"/x","variable":true}`,
		"http://localhost:${PORT}/x":               `{"scheme":"http","host":"localhost","port":"${PORT}","path":"/x","loopback":true}`,
		"https://<your-host>/mcp":                  `{"scheme":"https","host":"\u003cyour-host\u003e","path":"/mcp","variable":true}`,
		"https://{{ host }}/mcp":                   `{"scheme":"https","host":"{{ host }}","path":"/mcp","variable":true}`,
		"unix:///run/x.sock":                       `{"scheme":"unix","path":"/run/x.sock"}`,
		"h.example:443/x":                          `{"host":"h.example","port":"443","path":"/x"}`,
		"openapi.yaml":                             `{}`,
		"stdio":                                    `{}`,
	} {
		got, err := json.Marshal(facts.ParseURL(say(in)[0]))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

func TestParseURLAbsent(t *testing.T) {
	if facts.ParseURL(source.Text{}) != nil || facts.ParseURL(say(" ")[0]) != nil {
		t.Error("an absent address is something")
	}
}
