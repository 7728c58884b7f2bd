package facts

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Route is a setting that decides where requests to a model go.
type Route struct {
	At   source.Place `json:"-"`
	Key  string       `json:"key" doc:"The variable or the setting."`
	Kind string       `json:"kind" doc:"override where the requests of a vendor's client go elsewhere, provider for the address of a provider of one's own, proxy for whatever the host fetches."`
	URL  *URL         `json:"url" doc:"The address in parts."`
}

// The kinds of routes.
const (
	RouteOverride = "override"
	RouteProvider = "provider"
	RouteProxy    = "proxy"
)

// proxyVariables send all traffic of a process through another host.
var proxyVariables = []string{"HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"}

// ModelRoutes are the variables that tell the clients of model vendors where to send requests. Values
// that give no host, or leave it to a variable, are left out.
func ModelRoutes(env []EnvVar) []Route {
	var found []Route
	for _, v := range env {
		kind := RouteOverride
		if slices.Contains(proxyVariables, strings.ToUpper(v.Key.V)) {
			kind = RouteProxy
		} else if !slices.Contains(WordList("endpoint_env"), v.Key.V) {
			continue
		}
		if e, ok := NewRoute(v.Key.V, kind, v.Value); ok {
			found = append(found, e)
		}
	}
	return found
}

// NewRoute reads the address of a route; false where it gives no host.
func NewRoute(key, kind string, value source.Text) (Route, bool) {
	u := ParseURL(value)
	if u == nil || u.Host == "" || u.Variable {
		return Route{}, false
	}
	return Route{At: value.At, Key: key, Kind: kind, URL: u}, true
}
