package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
)

// address is where a link of the page may lead: into it, or to the page of a rule.
var address = regexp.MustCompile(`^(#[a-z]+|https://github\.com/pacheck/pacheck/blob/main/docs/rules/[a-z-]+\.md|https://wiki\.example\.com/agents|data:,)$`)

// htmlHarm says how a page could run, load or show what is not its own.
func htmlHarm(out string) error {
	root, err := html.Parse(strings.NewReader(out))
	if err != nil {
		return err
	}
	count, secure := map[string]int{}, ""
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			return fmt.Errorf("has the comment %q", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		count[n.Data]++
		for _, a := range n.Attr {
			switch {
			case a.Key == "href" && !address.MatchString(a.Val):
				return fmt.Errorf("leads to %q", a.Val)
			case slices.Contains([]string{"src", "srcset", "action", "formaction", "style", "xlink:href", "background", "ping"}, a.Key), strings.HasPrefix(a.Key, "on"):
				return fmt.Errorf("has the attribute %s=%q", a.Key, a.Val)
			case a.Key == "content" && strings.HasPrefix(a.Val, "default-src 'none';"):
				secure = a.Val
			}
		}
		if n.Data == "script" || n.Data == "style" {
			sum := sha256.Sum256([]byte(words(n)))
			if want := n.Data + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(secure, want) {
				return fmt.Errorf("its policy does not have %s", want)
			}
		}
	}
	for _, name := range []string{"script", "style", "head", "body", "form", "h1"} {
		if want := count[name]; want > 1 {
			return fmt.Errorf("has %d elements %s", want, name)
		}
	}
	for _, name := range []string{"img", "iframe", "object", "embed", "base", "audio", "video", "image", "use", "foreignobject"} {
		if count[name] > 0 {
			return fmt.Errorf("has the element %s", name)
		}
	}
	return nil
}

// byClass are the texts of the elements of a class.
func byClass(t *testing.T, page, class string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "class" && slices.Contains(strings.Fields(a.Val), class) {
				all = append(all, words(n))
			}
		}
	}
	return all
}

// What stands in the file is what is read, in the message, the source and the graph.
func TestHTMLShowsTextAsItIs(t *testing.T) {
	const text = `<b>a</b> &amp; "q" 'r' </script> {{x}} ]]>`
	r := &check.Report{
		Findings: []check.Finding{{
			Rule: quietRule, Severity: policy.Low, Message: text, Location: place("f", 1, 4, 5), Entity: "e",
			Lines: []check.Line{{Number: 1, Text: text}},
		}},
		Graph: &check.Graph{Nodes: []check.Node{{ID: "e", Kind: "agent", Name: text, File: "f"}}},
	}
	out := write(t, report.Formats["html"], r)
	if diff := cmp.Diff([]string{text}, byClass(t, out, "what")); diff != "" {
		t.Error(diff)
	}
	root, err := html.Parse(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data == "mark" && words(n) != "a" || n.Data == "pre" && !strings.Contains(words(n), text) {
			t.Errorf("%s is %q", n.Data, words(n))
		}
	}
	if got := byClass(t, out, "node"); len(got) != 1 || !strings.HasPrefix(got[0], "agent "+text+", f, 1 finding (low)") {
		t.Errorf("nodes: %q", got)
	}
}

// The cards are sorted and bounded, and say what is left out.
func TestHTMLKeepsTheMostSevere(t *testing.T) {
	r := manyFindings(5010)
	for i := range r.Findings {
		r.Findings[i].Severity = policy.Low
	}
	r.Findings[5009].Severity = policy.Critical
	out := write(t, report.Formats["html"], r)
	cards := regexp.MustCompile(`<details class="finding (\w+)`).FindAllStringSubmatch(out, -1)
	if len(cards) != 5000 || cards[0][1] != "critical" {
		t.Errorf("%d cards, the first is %s", len(cards), cards[0])
	}
	if !strings.Contains(out, "The 5000 most severe of 5010 are here") {
		t.Error("does not say what is left out")
	}
}

// The layout puts no node on another one, and all of them into the picture.
func TestHTMLGraphLayout(t *testing.T) {
	r := rich()
	for i := range 80 { // a chain of delegation with a circle, and tools for each
		r.Graph.Nodes = append(r.Graph.Nodes, check.Node{ID: fmt.Sprint("a", i), Kind: "agent", Name: fmt.Sprint("a", i), File: "f"}, check.Node{ID: fmt.Sprint("t", i), Kind: "tool", Name: "t"})
		r.Graph.Edges = append(r.Graph.Edges,
			check.Edge{From: fmt.Sprint("a", i), To: fmt.Sprint("a", (i+1)%40), Rel: "delegates_to"}, check.Edge{From: fmt.Sprint("a", i), To: fmt.Sprint("t", i/3), Rel: "uses_tool"})
	}
	out := write(t, report.Formats["html"], r)
	seen := map[string]bool{}
	for _, rect := range regexp.MustCompile(`<rect x="(\d+)" y="(\d+)"`).FindAllString(out, -1) {
		if seen[rect] {
			t.Errorf("two nodes at %s", rect)
		}
		seen[rect] = true
	}
	if len(seen) != 120 {
		t.Errorf("%d nodes", len(seen))
	}
	if !strings.Contains(out, "47 more nodes not drawn") {
		t.Error("does not count what is not drawn")
	}
}

// A browser shows the page without a complaint, and the filters of its address work. Where there is no
// Chromium, this is not tested.
func TestHTMLInBrowser(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil || testing.Short() {
		t.Skip("no chromium")
	}
	r := hostileReport(hostile["end of script"] + hostile["Markdown"])
	r.Findings = append(r.Findings, rich().Findings...)
	dir := t.TempDir()
	page := filepath.Join(dir, "report.html")
	if err := os.WriteFile(page, []byte(write(t, report.Formats["html"], r)), 0o600); err != nil {
		t.Fatal(err)
	}
	var complaints strings.Builder
	cmd := exec.CommandContext(t.Context(), browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--enable-logging=stderr", "--user-data-dir="+filepath.Join(dir, "data"), "--dump-dom", "file://"+page+"#q=settings&severity=high")
	cmd.Stderr = &complaints
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("chromium does not start here: %v", err)
	}
	if strings.Contains(complaints.String(), "CONSOLE") {
		t.Errorf("the browser complains: %s", complaints.String())
	}
	shown := regexp.MustCompile(`<details class="finding [^>]*>`).FindAllString(string(out), -1)
	shown = slices.DeleteFunc(shown, func(tag string) bool { return strings.Contains(tag, "hidden") })
	if len(shown) != 1 || !strings.Contains(string(out), "1 of 6 shown") {
		t.Errorf("%d findings are shown", len(shown))
	}
}
