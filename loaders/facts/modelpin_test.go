package facts_test

import (
	"testing"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestModelPin(t *testing.T) {
	for name, want := range map[string]string{
		"": "", "  ": "",
		"gpt-4o": "none", "sonnet": "none", "inherit": "none", "vendor-large-latest": "none", "claude-sonnet-4-5": "none", "llama3:8b": "none",
		"gpt-4o-2024-08-06": "dated", "claude-sonnet-4-5-20250929": "dated", "gemini-2.0-flash-001": "dated", "openai/gpt-4-0613": "dated",
		"anthropic.claude-x-v1:0": "dated", "org/model@0123abc": "digest", "kestrel@sha256:0123456789abcdef": "digest",
		"${MODEL}": "variable", "{{ model }}": "variable", "./weights/model.gguf": "local", "kestrel.Q4_K_M.GGUF": "local",
	} {
		t.Run(name, func(t *testing.T) {
			if got := facts.ModelPin(name); got != want {
				t.Errorf("%q is %q, want %q", name, got, want)
			}
		})
	}
}
