package facts

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/pacheck/pacheck/loaders/source"
)

// tlsVariables are the variables that switch certificate checks off, and the values with which they do.
var tlsVariables = map[string][]string{
	"NODE_TLS_REJECT_UNAUTHORIZED": {"0"},
	"PYTHONHTTPSVERIFY":            {"0"},
	"GIT_SSL_NO_VERIFY":            {"1", "true"},
	"CURL_INSECURE":                {"1", "true"},
	"NPM_CONFIG_STRICT_SSL":        {"false"},
}

// tlsFlags are the options that switch certificate checks off.
var tlsFlags = []string{"--insecure", "--no-check-certificate", "--allow-insecure", "--skip-tls-verify", "--insecure-skip-tls-verify"}

// tlsTrusted are the options that switch certificate checks off for the host that follows.
var tlsTrusted = []string{"--trusted-host", "--allow-insecure-host"}

// tlsTrustedVariables are those of pip and uv that do the same for the hosts they list.
var tlsTrustedVariables = []string{"PIP_TRUSTED_HOST", "UV_INSECURE_HOST"}

var (
	verifyName = regexp.MustCompile(`(?i)^(?:--?)?(?:[a-z0-9]+[_.-])*(?:verify[_-]?(?:ssl|tls|certs?|certificates?)|(?:ssl|tls)[_-]?verif(?:y|ication)|reject[_-]?unauthorized)$`)
	skipName   = regexp.MustCompile(`(?i)^(?:--?)?(?:[a-z0-9]+[_.-])*(?:insecure[_-]?skip[_-]?(?:tls[_-]?)?verify|skip[_-]?(?:tls|ssl|cert)[_-]?verif(?:y|ication)|(?:tls|ssl)[_-]?skip[_-]?verify)$`)
	anyAddress = regexp.MustCompile(`\b[a-z][a-z0-9+.-]*://[^\s"'<>]+`)
	falseWords = []string{"false", "0", "no", "off"}
	trueWords  = []string{"true", "1", "yes", "on"}
)

// TLSOff are the variables and arguments that switch certificate checks off. There are none where
// every address among them is this machine's.
func TLSOff(env []EnvVar, args []source.Text) []EnvFact {
	var found []EnvFact
	for _, v := range env {
		if tlsVariableOff(v.Key.V, v.Value.V) {
			found = append(found, EnvFact{At: v.Value.At, Key: v.Key.V, Value: v.Value.V, Why: "switches certificate checks off"})
		}
	}
	for i, arg := range args {
		next := source.Text{}
		if i+1 < len(args) {
			next = args[i+1]
		}
		if f, off := tlsArgument(arg, next); off {
			found = append(found, f)
		}
	}
	if len(found) > 0 && onlyLoopback(env, args) {
		return nil
	}
	return found
}

// tlsVariableOff says whether a variable switches certificate checks off.
func tlsVariableOff(key, value string) bool {
	value = strings.ToLower(strings.TrimSpace(value))
	if slices.Contains(tlsTrustedVariables, strings.ToUpper(key)) {
		return slices.ContainsFunc(strings.FieldsFunc(value, betweenHosts), trustsBlindly)
	}
	return slices.Contains(tlsVariables[strings.ToUpper(key)], value) || verifiesNot(key, value)
}

// betweenHosts says whether a character separates the hosts of a variable.
func betweenHosts(r rune) bool { return r == ',' || unicode.IsSpace(r) }

// trustsBlindly says whether a host, with or without its port, is another machine than this one.
func trustsBlindly(authority string) bool {
	host, _ := splitHost(authority)
	return !LoopbackHost(host)
}

// verifiesNot says whether a name such as verify_ssl is set to false, or one such as skip_tls_verify to true.
func verifiesNot(name, value string) bool {
	value = strings.ToLower(value)
	return slices.Contains(falseWords, value) && verifyName.MatchString(name) || slices.Contains(trueWords, value) && skipName.MatchString(name)
}

// TLSFieldOff says whether a field of a manifest switches certificate checks off: verify_ssl: false,
// rejectUnauthorized: false, insecure: true.
func TLSFieldOff(name, value string) bool {
	return verifiesNot(name, value) || strings.EqualFold(name, "insecure") && slices.Contains(trueWords, strings.ToLower(value))
}

// tlsArgument judges one argument; next is the one after it.
func tlsArgument(arg, next source.Text) (f EnvFact, off bool) {
	name, value, found := strings.Cut(arg.V, "=")
	f = EnvFact{At: arg.At, Key: name, Value: value, Why: "switches certificate checks off"}
	lower := strings.ToLower(name)
	switch {
	case slices.Contains(tlsFlags, lower), strings.HasPrefix(name, "-") && !found && skipName.MatchString(name):
		return f, !found || slices.Contains(trueWords, strings.ToLower(value))
	case slices.Contains(tlsTrusted, lower):
		if !found {
			f.Value, f.At = next.V, next.At
		}
		return f, f.Value != "" && trustsBlindly(f.Value)
	case found:
		return f, tlsVariableOff(name, value)
	case strings.HasPrefix(name, "-") && verifiesNot(name, next.V):
		f.Value = next.V
		return f, true
	}
	return f, false
}

// onlyLoopback says whether there are addresses among the variables and arguments, all of this machine.
func onlyLoopback(env []EnvVar, args []source.Text) bool {
	some := false
	texts := slices.Clone(args)
	for _, v := range env {
		texts = append(texts, v.Value)
	}
	for _, t := range texts {
		for _, address := range anyAddress.FindAllString(t.V, -1) {
			u := ParseURL(source.Say(address, source.Place{}))
			if u == nil || !u.Loopback {
				return false
			}
			some = true
		}
	}
	return some
}
