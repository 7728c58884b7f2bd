package policytest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// apply changes a repository. Its error says what of the edit does not fit.
func (e Edit) apply(r *repository) error {
	if e.File == "" {
		return errors.New("the edit names no file")
	}
	if e.Add != nil || e.Link != "" {
		return e.create(r)
	}
	text, ok := r.files[e.File]
	if !ok {
		return fmt.Errorf("the golden repository has no %s", e.File)
	}
	if e.Remove || e.Rename != "" {
		delete(r.files, e.File)
		if e.Rename != "" {
			r.files[e.Rename] = text
		}
		return nil
	}
	changed, err := e.change(text)
	if err != nil {
		return fmt.Errorf("%s: %w", e.File, err)
	}
	if changed == text {
		return fmt.Errorf("the edit does not change %s", e.File)
	}
	r.files[e.File] = changed
	return nil
}

func (e Edit) create(r *repository) error {
	if _, there := r.files[e.File]; there {
		return fmt.Errorf("%s is there already", e.File)
	}
	if e.Link != "" {
		r.links[e.File] = e.Link
		return nil
	}
	r.files[e.File] = *e.Add
	return nil
}

// change is a text after the edit.
func (e Edit) change(text string) (string, error) {
	var err error
	if find := e.Find + e.Cut; find != "" {
		if n := strings.Count(text, find); n == 0 || n > 1 && !e.Replace {
			return "", fmt.Errorf("%q stands in it %d times, not once", find, n)
		}
		text = strings.ReplaceAll(text, find, e.Put)
	}
	for _, path := range slices.Sorted(maps.Keys(e.Set)) {
		if text, err = set(e.File, text, path, e.Set[path]); err != nil {
			return "", err
		}
	}
	if e.Unset != "" {
		if text, err = unset(e.File, text, e.Unset); err != nil {
			return "", err
		}
	}
	return text + e.Append, nil
}

// span is a range of lines, from 1, both ends included.
type span struct{ from, to int }

func (s span) meets(start, end source.Position) bool { return start.Line <= s.to && end.Line >= s.from }

// changed are the lines of the new text that differ from the old one; where lines went, those on both
// sides of the gap.
func changed(before, after string) span {
	old, now := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	head := 0
	for head < len(old) && head < len(now) && old[head] == now[head] {
		head++
	}
	tail := 0
	for tail < len(old)-head && tail < len(now)-head && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	s := span{head + 1, len(now) - tail}
	if s.to < s.from {
		s = span{head, head + 1}
	}
	return s
}
