package facts

import "strings"

var (
	// actForbids is what stands before something that is not to be done, or that others do.
	actForbids = NewPattern(`(?i)\b(?:do not|don.?t|never|must not|should not|shouldn.?t|cannot|can.?t|won.?t|avoid|refuse|reject|instead of|rather than|without|` +
		`no need to|not necessary to|attackers?|malware|adversar\w+|threat actors?|ransomware|detect\w*|alerts? (?:on|when|if)|monitor\w*|flag\w*|block\w*|prevent\w*|` +
		`re-?enable|keep|audit\w*|whether|looks? (?:like|for)|such as|search(?:es)? for|scan(?:s|ning)? for|red flags?|patterns? like)\b[^.!?\n]{0,80}$`)

	// actAbsent is what stands right before something of which is to be checked that nobody did it.
	actAbsent = NewPattern(`(?i)\b(?:check|verify|ensure|make sure|confirm) (?:that )?(?:nobody|no[- ]one|no \w+) (?:has|have|had|ran|runs)(?: \w+){0,2}\W*$`)

	// actLabels is a line that leads into something bad.
	actLabels = NewPattern(`(?i)\b(?:do not|don.?t|never|must not|should not)\b[^.\n]{0,60}\b(?:run|execute|use|pipe|paste|copy|install|type|do|write|trust|allow|accept|follow|this)\b|` +
		`\b(?:malicious|dangerous|unsafe|insecure|vulnerable|suspicious|attack|attacker|exploit|bad|wrong|incorrect|forbidden|prohibited|blocked|rejected|risky|harmful|injected|poisoned)` +
		`\s+(?:\w+\s+)?(?:examples?|patterns?|commands?|code|payloads?|scripts?|inputs?|usages?|practices?|skills?|instructions?|operations?|calls?|content|hooks?|servers?)\b|` +
		`\bred flags?\b|\banti-?patterns?\b|\bexamples? of (?:an? )?(?:\w+ )?(?:attacks?|malicious|injections?|exfiltration|malware)\b|^\W*(?:bad|wrong|unsafe|dangerous|malicious|insecure|vulnerable|avoid|never|don.?t)\b\W|[❌🚫⛔✗✘]`)

	// actBadHeading is a heading over what is bad.
	actBadHeading = NewPattern(`(?i)\b(?:threats?|attacks?|attack vectors?|red flags?|dangerous|malicious|suspicious|detections?|anti-?patterns?|don.?ts?|never|avoid|forbidden|prohibited|unsafe|insecure|bad|` +
		`exploits?|exploitation|reverse shells?|payloads?|injections?|exfiltration|vulnerabilit\w+|indicators? of compromise|what not to)\b|[❌🚫⛔]`)

	// actBadAfter is what stands behind something bad.
	actBadAfter = NewPattern("(?i)^[`\"')\\]]{0,3}[^.!?\\n]{0,40}\\b(?:is|are|as|=>|->)\\s+(?:\\w+\\s+)?(?:dangerous|unsafe|not allowed|forbidden|red flags?|malicious|blocked|prohibited|suspicious|rejected|denied|bad)\\b" +
		`|^[^\n]{0,80}(?:#|//|<!--)\s*(?:bad|wrong|unsafe|dangerous|malicious|never|don.?t|do not|avoid|❌)`)
)

// negated says whether what stands around an act tells that it is not to be done, or is an example of
// something bad. That is narrower than for phrases, since an act is an instruction wherever it stands.
func (a *acts) negated(start, end int) bool {
	if actBadAfter.MatchString(a.s[end:min(len(a.s), end+actsWindow)]) {
		return true
	}
	lineStart, _ := a.line(start)
	if a.script || a.commented(lineStart) {
		return a.commented(lineStart)
	}
	i := a.index(start)
	if i < 0 {
		return false
	}
	seg := &a.segments[i]
	if seg.Kind == segFencedCode {
		first, _, _ := strings.Cut(a.s[seg.start:], "\n")
		return isComment(first) && actLabels.MatchString(first) || actLabels.MatchString(a.leadOf(i)) || actBadHeading.MatchString(a.headingOf(i))
	}
	first := i
	for first > 0 && a.segments[first-1].block == seg.block {
		first--
	}
	before := a.s[max(a.segments[first].start, start-actsWindow):max(start, a.segments[first].start)]
	said := strings.Join(strings.Fields(lastSentence(before)), " ") + " "
	return actForbids.MatchString(said) || actAbsent.MatchString(said) ||
		seg.Lead != "" && (actLabels.MatchString(seg.Lead) || forbids(seg.Lead)) || actBadHeading.MatchString(a.headingOf(i))
}

// commented says whether the line before is a comment by which what follows is bad.
func (a *acts) commented(lineStart int) bool {
	if lineStart == 0 {
		return false
	}
	before, _ := a.line(lineStart - 1)
	line := strings.TrimSpace(a.s[before:lineStart])
	return isComment(line) && actLabels.MatchString(strings.TrimLeft(line, "#/ "))
}

func isComment(line string) bool {
	return strings.HasPrefix(line, "#") || strings.HasPrefix(line, "//")
}

// index is the index of the segment that an offset stands in, -1 for none.
func (a *acts) index(at int) int {
	seg := a.segment(at)
	if seg == nil {
		return -1
	}
	for i := range a.segments {
		if &a.segments[i] == seg {
			return i
		}
	}
	return -1
}

// leadOf is the last line of what stands before the block of a segment.
func (a *acts) leadOf(i int) string {
	block := a.segments[i].block
	for i >= 0 && a.segments[i].block == block {
		i--
	}
	if i < 0 || a.segments[i].Kind == segFencedCode {
		return ""
	}
	end := a.segments[i].end
	start := max(strings.LastIndexByte(a.s[:end], '\n')+1, end-actsWindow)
	return strings.TrimRight(a.s[start:end], " :*_")
}

// headingOf is the heading that a segment stands under.
func (a *acts) headingOf(i int) string {
	for ; i >= 0; i-- {
		if a.segments[i].Kind == segHeading {
			block, end := a.segments[i].block, a.segments[i].end
			for i > 0 && a.segments[i-1].block == block {
				i--
			}
			return a.s[a.segments[i].start:end]
		}
	}
	return ""
}
