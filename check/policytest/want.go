package policytest

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// want is a finding that a fixture asks for.
type want struct {
	File    string `yaml:"file"`
	Line    int    `yaml:"line"` // as it is written; 0 means anywhere in the file
	Rule    string `yaml:"rule"`
	Message string `yaml:"message"` // a part of it

	from spot // where it is asked for
	met  bool
}

// spot is where something is written: a path in a fixture.
type spot struct {
	file string
	line int
}

// wantComment is a comment at the end of a line that says what fires there: in YAML, TOML and front matter,
// in JSON with comments, and in Markdown.
var wantComment = regexp.MustCompile(`(?:^|[ \t]+)(?:(?:#|//)[ \t]*want:(.*)|<!--[ \t]*want:(.*?)-->[ \t]*)$`)

// text is a file of a fixture as it is judged: without the comments that say what fires.
type text struct {
	judged  string
	written []int // by line of judged from 0, the line as it is written
	wants   []*want
	errs    []Problem
}

// readWants takes the comments out of a file. What is left is the file as if nobody had written them: a
// comment behind something is cut off with the blanks before it, and one that has a line for itself goes
// with its line, and means the next one.
func readWants(name, data string) text {
	var t text
	var b strings.Builder
	var waiting []*want
	number := 0
	for line := range strings.Lines(data) {
		number++
		body := strings.TrimRight(line, "\r\n")
		if m := wantComment.FindStringSubmatchIndex(body); m != nil {
			comment := wantComment.FindStringSubmatch(body)
			wants, err := parseWants(comment[1] + comment[2])
			if err != nil {
				t.errs = append(t.errs, Problem{File: name, Line: number, Message: err.Error()})
			}
			for _, w := range wants {
				w.File, w.from = name, spot{name, number}
			}
			waiting = append(waiting, wants...)
			if strings.TrimSpace(body[:m[0]]) == "" {
				continue
			}
			line = body[:m[0]] + line[len(body):]
		}
		for _, w := range waiting {
			w.Line = number
		}
		t.wants, waiting = append(t.wants, waiting...), nil
		t.written = append(t.written, number)
		b.WriteString(line)
	}
	for _, w := range waiting {
		t.errs = append(t.errs, Problem{File: name, Line: w.from.line, Message: "no line follows that " + w.Rule + " could fire on"})
	}
	t.judged = b.String()
	return t
}

// line is where a line of the judged text is written.
func (t text) line(judged int) int {
	if judged < 1 || judged > len(t.written) {
		return judged
	}
	return t.written[judged-1]
}

// wantItem is the name of a rule.
var wantItem = regexp.MustCompile(`^[a-zA-Z0-9_-]+`)

// parseWants reads what stands behind "want:": names of rules with commas between them, each with a quoted
// part of its message behind it or not.
func parseWants(text string) ([]*want, error) {
	var all []*want
	for {
		text = strings.TrimSpace(text)
		rule := wantItem.FindString(text)
		if rule == "" {
			return nil, errors.New(`the comment is not understood: write want: rule-name "part of its message", rule-name`)
		}
		w := &want{Rule: rule}
		text = strings.TrimSpace(text[len(rule):])
		if quoted, err := strconv.QuotedPrefix(text); err == nil {
			if w.Message, err = strconv.Unquote(quoted); err != nil {
				return nil, fmt.Errorf("%s is no quoted text", quoted)
			}
			text = strings.TrimSpace(text[len(quoted):])
		}
		all = append(all, w)
		rest, more := strings.CutPrefix(text, ",")
		switch {
		case text == "":
			return all, nil
		case !more:
			return nil, fmt.Errorf(`%q is not understood: write want: rule-name "part of its message", rule-name`, text)
		}
		text = rest
	}
}
