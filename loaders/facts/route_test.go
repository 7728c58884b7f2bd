package facts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

func TestModelRoutes(t *testing.T) {
	tests := []struct{ name, key, value, kind, host string }{
		{"a vendor's client", "ANTHROPIC_BASE_URL", "https://proxy.example/v1", "override", "proxy.example"},
		{"the same in lower case", "openai_base_url", "http://10.0.0.1:8080", "override", "10.0.0.1"},
		{"a proxy", "https_proxy", "http://proxy.example:3128", "proxy", "proxy.example"},
		{"a variable for the host", "ANTHROPIC_BASE_URL", "https://${GATEWAY}/v1", "", ""},
		{"a variable for all", "ANTHROPIC_BASE_URL", "${GATEWAY}", "", ""},
		{"nothing", "ANTHROPIC_BASE_URL", "", "", ""},
		{"another variable", "OTEL_EXPORTER_OTLP_ENDPOINT", "https://otel.example", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var kind, host string
			for _, r := range facts.ModelRoutes([]facts.EnvVar{{Key: source.Say(tt.key, source.Place{}), Value: source.Say(tt.value, source.Place{})}}) {
				kind, host = r.Kind, r.URL.Host
			}
			if diff := cmp.Diff([]string{tt.kind, tt.host}, []string{kind, host}); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
