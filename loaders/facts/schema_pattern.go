package facts

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// checkSchemaPattern says why a pattern is not a regular expression: neither of ECMA-262, which JSON
// Schema asks for and which knows look-around and back-references, nor of RE2, which knows flags and
// named groups in the manner of Python.
func checkSchemaPattern(pattern string) error {
	r := schemaPatternReader{text: pattern}
	err := r.read()
	if err == nil {
		return nil
	}
	if _, re2 := syntax.Parse(pattern, syntax.Perl); re2 == nil {
		return nil
	}
	return err
}

// schemaRegexp is checkSchemaPattern and compilation for the library. What RE2 cannot run matches all.
func schemaRegexp(pattern string) (jsonschema.Regexp, error) {
	if err := checkSchemaPattern(pattern); err != nil {
		return nil, err
	}
	if re, err := regexp.Compile(pattern); err == nil {
		return re, nil
	}
	return schemaAnyText(pattern), nil
}

// schemaAnyText is a pattern that is not run.
type schemaAnyText string

// MatchString is always true.
func (schemaAnyText) MatchString(string) bool { return true }

// String is the pattern.
func (t schemaAnyText) String() string { return string(t) }

// schemaPatternReader reads a regular expression of ECMA-262 as browsers do, without the u and v flags.
type schemaPatternReader struct {
	text   string
	at     int
	groups []bool // of every open group, whether it may be repeated once it is closed
	atom   bool   // what was read last may be repeated
}

func (r *schemaPatternReader) read() error {
	for r.at < len(r.text) {
		if err := r.step(); err != nil {
			return err
		}
	}
	if len(r.groups) > 0 {
		return errors.New("a parenthesis is not closed")
	}
	return nil
}

// step reads one part.
func (r *schemaPatternReader) step() error {
	switch c := r.text[r.at]; c {
	case '\\':
		_, assertion, err := r.escape()
		r.atom = !assertion
		return err
	case '[':
		r.atom = true
		return r.class()
	case '(':
		return r.open()
	case ')':
		last := len(r.groups) - 1
		if last < 0 {
			return errors.New("a parenthesis is closed that was not opened")
		}
		r.atom, r.groups = r.groups[last], r.groups[:last]
		r.at++
	case '*', '+', '?':
		r.at++
		return r.repeat(string(c))
	case '{':
		return r.brace()
	case '^', '$', '|':
		r.atom = false
		r.at++
	default:
		r.rune()
		r.atom = true
	}
	return nil
}

// rune reads one code point.
func (r *schemaPatternReader) rune() rune {
	c, size := utf8.DecodeRuneInString(r.text[r.at:])
	r.at += size
	return c
}

// repeat ends a quantifier.
func (r *schemaPatternReader) repeat(quantifier string) error {
	if !r.atom {
		return fmt.Errorf("there is nothing to repeat before %s", quantifier)
	}
	r.atom = false
	if strings.HasPrefix(r.text[r.at:], "?") {
		r.at++
	}
	return nil
}

// brace reads a quantifier such as {2,3}, or a brace that stands for itself.
func (r *schemaPatternReader) brace() error {
	inside, _, closed := strings.Cut(r.text[r.at+1:], "}")
	low, high, ranged := strings.Cut(inside, ",")
	if !closed || !schemaDigits(low) || ranged && high != "" && !schemaDigits(high) {
		r.at++
		r.atom = true
		return nil
	}
	r.at += len(inside) + 2
	least, _ := strconv.Atoi(low)
	if most, err := strconv.Atoi(high); err == nil && most < least {
		return fmt.Errorf("the numbers in {%s} are out of order", inside)
	}
	return r.repeat("{" + inside + "}")
}

// schemaDigits says whether a text is a number of digits only.
func schemaDigits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// open reads the start of a group.
func (r *schemaPatternReader) open() error {
	rest := r.text[r.at+1:]
	size, repeatable := 0, true
	switch {
	case !strings.HasPrefix(rest, "?"):
	case strings.HasPrefix(rest, "?:"), strings.HasPrefix(rest, "?="), strings.HasPrefix(rest, "?!"):
		size = 2
	case strings.HasPrefix(rest, "?<="), strings.HasPrefix(rest, "?<!"):
		size, repeatable = 3, false
	case strings.HasPrefix(rest, "?<"):
		name, _, closed := strings.Cut(rest[2:], ">")
		if !closed || name == "" || strings.ContainsAny(name, "()[]|*+?{}.^ ") {
			return errors.New("a group has no valid name")
		}
		size = len(name) + 3
	default:
		flags, _, closed := strings.Cut(rest[1:], ":")
		if !closed || strings.Trim(flags, "ims-") != "" {
			return errors.New("a group begins with an unknown sign after (?")
		}
		size = len(flags) + 2
	}
	r.at += 1 + size
	r.groups = append(r.groups, repeatable)
	r.atom = false
	return nil
}

// class reads what stands in square brackets.
func (r *schemaPatternReader) class() error {
	r.at++
	if strings.HasPrefix(r.text[r.at:], "^") {
		r.at++
	}
	low := rune(-1)
	for r.at < len(r.text) && r.text[r.at] != ']' {
		ranged := low >= 0 && r.text[r.at] == '-' && !strings.HasPrefix(r.text[r.at:], "-]")
		if ranged {
			r.at++
		}
		c, err := r.member()
		if err != nil {
			return err
		}
		if ranged && c >= 0 && c < low {
			return fmt.Errorf("the range %c-%c is out of order", low, c)
		}
		if low = c; ranged {
			low = -1
		}
	}
	if r.at >= len(r.text) {
		return errors.New("a bracket is not closed")
	}
	r.at++
	return nil
}

// member reads one character of a class; -1 stands for a set such as \d.
func (r *schemaPatternReader) member() (rune, error) {
	if r.at >= len(r.text) {
		return -1, nil
	}
	if r.text[r.at] != '\\' {
		return r.rune(), nil
	}
	c, _, err := r.escape()
	return c, err
}

// escape reads a backslash and what belongs to it; c is the character that it stands for, -1 for a set
// and for what does not matter.
func (r *schemaPatternReader) escape() (c rune, assertion bool, err error) {
	r.at++
	if r.at >= len(r.text) {
		return 0, false, errors.New("it ends in a backslash")
	}
	c = r.rune()
	switch c {
	case 'x':
		return r.hex(2), false, nil
	case 'u':
		return r.hex(4), false, nil
	case 'b', 'B':
		return -1, true, nil
	}
	if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
		c = -1
	}
	return c, false, nil
}

// hex reads so many hexadecimal digits.
func (r *schemaPatternReader) hex(digits int) rune {
	if r.at+digits > len(r.text) {
		return -1
	}
	v, err := strconv.ParseUint(r.text[r.at:r.at+digits], 16, 32)
	if err != nil {
		return -1
	}
	r.at += digits
	return rune(v)
}
