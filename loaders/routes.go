package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// vendorAddresses are the settings of hosts that send what is meant for a vendor elsewhere.
var vendorAddresses = map[string][]string{
	"codex":      {"openai_base_url", "chatgpt_base_url"},
	"gemini-cli": {"security.auth.providerBaseUrl", "baseUrl"},
}

// vendorProviders are the providers whose names hosts know, so that an address of theirs is an override.
var vendorProviders = []string{"openai", "anthropic", "google", "gemini", "azure", "amazon-bedrock", "github-copilot", "mistral", "cohere", "xai"}

// judgeRoutes states which settings decide where requests to models go, and which truth values are
// texts, in the vocabulary of a dialect.
func (s *Setting) judgeRoutes(dialect string) {
	var env []facts.EnvVar
	for _, p := range s.Env {
		env = append(env, facts.EnvVar{Key: source.Say(p.Key, p.At), Value: p.Value})
	}
	s.Routes = facts.ModelRoutes(env)
	for _, p := range s.Values {
		if kind := addressKind(dialect, p.Key); kind != "" {
			if e, ok := facts.NewRoute(p.Key, kind, p.Value); ok {
				s.Routes = append(s.Routes, e)
			}
		}
		if quotedFlag(p.Value) {
			s.TextFlags = append(s.TextFlags, p)
		}
	}
}

// addressKind says what kind of address a setting of a host holds; empty where it holds none.
func addressKind(dialect, key string) string {
	if slices.Contains(vendorAddresses[dialect], key) {
		return facts.RouteOverride
	}
	provider, last := "", ""
	switch parts := strings.Split(key, "."); {
	case dialect == "codex" && len(parts) >= 3 && parts[len(parts)-3] == "model_providers":
		provider, last = parts[len(parts)-2], parts[len(parts)-1]
	case dialect == "opencode" && len(parts) == 4 && parts[0] == "provider" && parts[2] == "options":
		provider, last = parts[1], parts[3]
	}
	switch {
	case last != "base_url" && last != "baseURL":
		return ""
	case slices.Contains(vendorProviders, provider):
		return facts.RouteOverride
	}
	return facts.RouteProvider
}

// quotedFlag says whether a truth value stands in quotes in its file.
func quotedFlag(value source.Text) bool {
	if value.V != "true" && value.V != "false" {
		return false
	}
	return strings.HasPrefix(value.At.Raw(), `"`) || strings.HasPrefix(value.At.Raw(), `'`)
}
