// Package picture draws the text of a coloured terminal as an SVG image.
package picture

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
)

const (
	lineHeight = 19 // pixels
	charWidth  = 8.43
	margin     = 18
)

// escapes are the sequences that set colours.
var escapes = regexp.MustCompile("\x1b\\[([0-9;]*)m")

// styles are the looks of the codes that the text report uses.
var styles = map[string]string{
	"1":  "font-weight:bold",
	"2":  "fill:#8b949e",
	"31": "fill:#ff7b72",
	"33": "fill:#e3b341",
	"34": "fill:#79c0ff",
	"35": "fill:#d2a8ff",
	"36": "fill:#56d4dd",
	"91": "fill:#ffa198",
}

// SVG draws text, in which colours are set by escape sequences, below a command line.
func SVG(command, text string) []byte {
	lines := append([]string{"\x1b[1m$ " + command + "\x1b[0m", ""}, strings.Split(strings.TrimRight(text, "\n"), "\n")...)
	width := 0
	for _, line := range lines {
		width = max(width, len([]rune(escapes.ReplaceAllString(line, ""))))
	}
	var b bytes.Buffer
	w, h := int(float64(width)*charWidth)+2*margin, len(lines)*lineHeight+2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-label="A terminal that shows the output of %s">`+"\n", w, h, w, h, command)
	b.WriteString(`<rect width="100%" height="100%" rx="8" fill="#0d1117"/>` + "\n")
	b.WriteString(`<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14" fill="#e6edf3" xml:space="preserve">` + "\n")
	for i, line := range lines {
		fmt.Fprintf(&b, `<text x="%d" y="%d">%s</text>`+"\n", margin, margin+(i+1)*lineHeight-5, spans(line))
	}
	b.WriteString("</g>\n</svg>\n")
	return b.Bytes()
}

// spans is one line with its colours.
func spans(line string) string {
	var b strings.Builder
	var active []string
	write := func(text string) {
		if text == "" {
			return
		}
		var escaped bytes.Buffer
		_ = xml.EscapeText(&escaped, []byte(text)) // a buffer takes everything
		shown := strings.ReplaceAll(escaped.String(), " ", "\u00a0")
		if len(active) == 0 {
			b.WriteString(shown)
			return
		}
		fmt.Fprintf(&b, `<tspan style="%s">%s</tspan>`, strings.Join(active, ";"), shown)
	}
	at := 0
	for _, m := range escapes.FindAllStringSubmatchIndex(line, -1) {
		write(line[at:m[0]])
		at = m[1]
		for code := range strings.SplitSeq(line[m[2]:m[3]], ";") {
			if style := styles[code]; style != "" {
				active = append(active, style)
			} else {
				active = nil
			}
		}
	}
	write(line[at:])
	return b.String()
}
