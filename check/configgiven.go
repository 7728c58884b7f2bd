package check

import (
	"strconv"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/loaders"
)

// exceptionRule is the rule that judges exceptions. What the configuration says of them are parameters of it.
const exceptionRule = "waiver-invalid"

// suppressionParams are the parameters of that rule, by the keys below suppressions.
var suppressionParams = map[string]string{"inline": "comments", "require-reason": "require_reason", "max-age": "max_age"}

// suppressions are the settings that say which exceptions count.
func (r *configReader) suppressions(n *yaml.Node) []Setting {
	var all []Setting
	for i := 0; n != nil && i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], follow(n.Content[i+1])
		s := Setting{Rule: exceptionRule, Key: Param + suppressionParams[key.Value], Value: value.Value, Origin: r.at(value)}
		switch key.Value {
		case "require-reason":
			s.Value = isTrue(value)
		case "max-age":
			days, err := strconv.Atoi(strings.TrimSuffix(value.Value, "d"))
			if err != nil || days < 1 || !strings.HasSuffix(value.Value, "d") {
				r.fail(value, "suppressions.max-age cannot be %q: write a number of days such as 180d", value.Value)
			}
			s.Value = days
		}
		all = append(all, s)
	}
	return all
}

// given takes what is said of the kinds and the roles of files.
func (r *configReader) given(l *Layer, n *yaml.Node) {
	kinds, roles := child(n, "kinds"), child(n, "roles")
	for i := 0; kinds != nil && i+1 < len(kinds.Content); i += 2 {
		for _, glob := range list(follow(kinds.Content[i+1])) {
			l.Kinds = append(l.Kinds, r.pattern(glob, kinds.Content[i].Value))
		}
	}
	for i := 0; roles != nil && i+1 < len(roles.Content); i += 2 {
		l.Roles = append(l.Roles, r.pattern(roles.Content[i], follow(roles.Content[i+1]).Value))
	}
}

func (r *configReader) pattern(glob *yaml.Node, as string) Given {
	if !doublestar.ValidatePattern(glob.Value) {
		r.fail(glob, "the pattern %q is malformed", glob.Value)
	}
	return Given{Given: loaders.Given{Glob: strings.TrimPrefix(glob.Value, "/"), As: as}, Origin: r.at(glob)}
}
