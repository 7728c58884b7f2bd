package loaders

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// judge fills what can be told from a server's command line, environment, headers and address.
func (s *Server) judge() {
	s.Launch = facts.ParseLaunch(s.Command, s.Args)
	env, args := envVars(s.Env), s.Args.V
	if s.Launch != nil {
		env = append(env, s.Launch.Env...)
		args = s.Launch.Args
		s.Launch.Registries = append(s.Launch.Registries, facts.RegistryVariables(env)...)
		s.Launch.Binds = append(s.Launch.Binds, facts.BindVariables(env)...)
	}
	s.TLSOff = facts.TLSOff(env, args)
	s.LoaderOverrides = facts.LoaderOverrides(env)
	for _, v := range env {
		s.credential("env."+v.Key.V, v.Key.V, v.Value)
	}
	for _, h := range s.Headers {
		value := h.Value
		if !value.Set {
			value = source.Say("$", h.At)
		}
		s.credential("headers."+h.Key, h.Key, value)
	}
	s.argCredentials(args)
	s.urlCredential()
}

// envVars are pairs as facts know them.
func envVars(pairs []Pair) []facts.EnvVar {
	vars := make([]facts.EnvVar, 0, len(pairs))
	for _, p := range pairs {
		vars = append(vars, facts.EnvVar{Key: source.Say(p.Key, p.At), Value: p.Value})
	}
	return vars
}

// credential notes that a name speaks of a credential, and the credential itself where the value is
// one. A variable that is passed on from outside has no value.
func (s *Server) credential(field, name string, value source.Text) {
	if facts.Lookup("secret_key_name").MatchString(strings.TrimLeft(name, "-")) && (!value.Set || strings.TrimSpace(value.V) != "") {
		s.Credential = true
	}
	if secret, ok := facts.LiteralSecret(name, value.V); ok && !substitution.MatchString(value.V) {
		s.addSecret(field, secret, value.At)
	}
}

// substitution matches what OpenCode fills in: {env:NAME} and {file:path}.
var substitution = regexp.MustCompile(`\{(?:env|file):[^{}]+\}`)

func (s *Server) addSecret(field string, secret facts.Secret, at source.Place) {
	for _, known := range s.Secrets {
		if known.At == at {
			return
		}
	}
	s.Credential = true
	secret.At = at
	s.Secrets = append(s.Secrets, ServerSecret{Field: field, Secret: secret, Format: secret.Kind != "literal", At: at})
}

// argCredentials looks at options that have a telling name, at headers among the arguments, and at
// anything in the format of a credential.
func (s *Server) argCredentials(args []source.Text) {
	for i, arg := range args {
		name, value, joined := strings.Cut(arg.V, "=")
		switch {
		case strings.HasPrefix(arg.V, "-") && joined:
			s.credential("args", name, source.Say(value, arg.At))
		case strings.HasPrefix(arg.V, "-") && i+1 < len(args) && !strings.HasPrefix(args[i+1].V, "-"):
			s.credential("args", name, args[i+1])
		case strings.Contains(arg.V, ":") && !strings.Contains(arg.V, "://"):
			header, value, _ := strings.Cut(arg.V, ":")
			s.credential("args", header, source.Say(strings.TrimSpace(value), arg.At))
		}
		for _, secret := range facts.FindSecrets(arg) {
			s.addSecret("args", secret, arg.At)
		}
		if secret, ok := facts.URLSecret(arg.V); ok && strings.Contains(arg.V, "://") {
			s.addSecret("args", secret, arg.At)
		}
	}
}

func (s *Server) urlCredential() {
	if s.Endpoint != nil && s.Endpoint.Userinfo {
		s.Credential = true
	}
	_, query, _ := strings.Cut(s.URL.V, "?")
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		s.Credential = s.Credential || value != "" && facts.Lookup("secret_key_name").MatchString(name)
	}
	exact := facts.FindSecrets(s.URL)
	for _, secret := range exact {
		s.addSecret("url", secret, secret.At)
	}
	if secret, ok := facts.URLSecret(s.URL.V); ok && len(exact) == 0 {
		s.addSecret("url", secret, s.URL.At)
	}
}

// judgeFields adds the fields that switch the check of certificates off. Of a server on this machine
// nothing is said.
func (s *Server) judgeFields(n *source.Node) {
	if s.Endpoint != nil && s.Endpoint.Loopback {
		s.TLSOff = nil
		return
	}
	for _, part := range []*source.Node{n, n.Get("requestOptions"), n.Get("transport"), n.Get("tls"), n.Get("ssl"), n.Get("options")} {
		for _, p := range entriesOf(part) {
			if facts.TLSFieldOff(p.Key.Value, p.Value.Text()) {
				s.TLSOff = append(s.TLSOff, facts.EnvFact{
					At: p.Value.Place, Key: p.Key.Value, Value: p.Value.Value, Why: "switches certificate checks off",
				})
			}
		}
	}
}

// onlyLoopback says whether there are addresses among the texts below n, all of this machine.
func onlyLoopback(n *source.Node) bool {
	some, all := false, true
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		if u := facts.ParseURL(n.Field()); n.IsString() && u != nil && u.Host != "" {
			some, all = true, all && u.Loopback
		}
		for _, item := range itemsOf(n) {
			walk(item)
		}
		for _, p := range entriesOf(n) {
			walk(p.Value)
		}
	}
	walk(n)
	return some && all
}
