package loaders

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// minStated is how many characters of its own a section has at least that counts as written.
const minStated = 40

// minRepeated is the length in characters over which the same text in several sections is no coincidence.
const minRepeated = 80

// section is what stands below a heading: text without comments, and as it is written. templated says
// that there may be template text in it.
func (h heading) section(text, written string, templated bool) Section {
	own := ownText(text, templated)
	ids := sectionIDs(h.title)
	s := Section{Title: h.title, Length: utf8.RuneCountInString(own)}
	if len(ids) > 0 {
		s.ID, s.Also = ids[0], ids[1:]
	}
	empty := own == "" && !headingLine.matches(text)
	s.Placeholder = own == "" && templated && len(templateIn(text, 1)) > 0 || empty && strings.Contains(written, "<!--") || isTemplateWord(own)
	s.Stated = !s.Placeholder && (s.Length >= minStated || h.level > 6 && s.Length > 0)
	if slices.Contains(ids, "evaluation") {
		s.Results = countResults(text)
	}
	return s
}

// isTemplateWord says whether a text is nothing but what templates leave to be filled in. None and the
// like are answers.
func isTemplateWord(text string) bool {
	const most = 100 // bytes
	if len(text) >= most {
		return false
	}
	switch strings.ToLower(strings.Trim(text, "[]. ")) {
	case "none", "n/a", "na", "unknown", "null", "test", "example", "-":
		return false
	}
	return isPlaceholder(text)
}

var (
	numberCell = regexp.MustCompile(`^[*_ ]*[-+~<>≈]?\$?\d[\d.,]*\s*(?:%|\s*(?:±|\+/-|\(|[a-zA-Z]).*)?[*_ ]*$`)
	resultItem = regexp.MustCompile(`^\s*(?:[-*+]\s+)?\**[A-Za-z][^:=\n]{0,60}\**\s*[:=]\**\s*[*_]*[-+~<>≈]?\d[\d.,]*\s*%?`)
	resultCell = regexp.MustCompile(`(?i)<td[^>]*>\s*(?:<[a-z]+>)*\s*[-+]?\d[\d.,]*\s*%?`)
)

// countResults counts the rows of tables, and the items of lists, that have a name and a number.
func countResults(text string) int {
	n := len(resultCell.FindAllStringIndex(text, 100))
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.Count(line, "|") >= 2 || strings.HasPrefix(line, "|"):
			n += btoi(isResultRow(line))
		case len(line) < 200 && strings.ContainsAny(line, ":=") && resultItem.MatchString(line):
			n++
		}
	}
	return n
}

// isResultRow says whether a row of a table has a cell with words and one with a number.
func isResultRow(row string) bool {
	words, numbers := 0, 0
	for cell := range strings.SplitSeq(strings.Trim(row, "|"), "|") {
		cell = strings.TrimSpace(cell)
		switch {
		case cell == "":
		case numberCell.MatchString(cell):
			numbers++
		case strings.Trim(cell, "-: ") != "":
			words++
		}
	}
	return numbers > 0 && words+numbers > 1
}

// countRepeats states for sections about different subjects with the same long text how many they are.
func countRepeats(sections []Section, headings []heading, text string, templates [][]int) {
	same := map[string][]int{}
	for i, h := range headings {
		if sections[i].ID == "" || h.level > 6 || sections[i].Length <= minRepeated {
			continue
		}
		own := ownText(text[h.body:h.end], touch(templates, h.body, h.end))
		same[own] = append(same[own], i)
	}
	for _, group := range same {
		subjects := map[string]bool{}
		for _, i := range group {
			subjects[sections[i].ID] = true
		}
		for _, i := range group {
			if len(subjects) > 1 {
				sections[i].Repeated = len(subjects)
			}
		}
	}
}

// addressIn is where the first address stands in a text at which somebody is reached; 0, 0 where there is
// none. The target of a link within the page is none.
func addressIn(text string) (start, end int) {
	for at := 0; at < len(text); {
		word := text[at:]
		if i := strings.IndexAny(word, addressBreaks); i >= 0 {
			word = word[:i]
		}
		trimmed := strings.TrimRight(word, ".:!?*_")
		anchor := strings.HasPrefix(trimmed, "#") && at > 0 && strings.ContainsAny(text[at-1:at], "(\"'")
		if len(trimmed) > 2 && strings.ContainsAny(trimmed, "@#:+") && !anchor && isAddress(strings.TrimPrefix(trimmed, "mailto:")) {
			return at, at + len(trimmed)
		}
		at += len(word) + 1
	}
	return 0, 0
}

// addressBreaks end an address in a text.
const addressBreaks = " \t\r\n()<>[]\"'`,;|"
