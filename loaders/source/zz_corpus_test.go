package source

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"
)

func toAny(n *Node) any {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case Bool:
		return n.Value == "true"
	case Number:
		v, _ := n.Number()
		return v
	case String:
		return n.Value
	case List:
		l := []any{}
		for _, i := range n.Items {
			l = append(l, toAny(i))
		}
		return l
	case Map:
		m := map[string]any{}
		for _, p := range n.Pairs {
			m[p.Key.Value] = toAny(p.Value)
		}
		return m
	}
	return nil
}

func checkPlaces(t *testing.T, f *File, n *Node, in Place, alias bool) {
	if n == nil {
		return
	}
	if n.Start > n.End || n.Start < 0 || n.End > len(f.Text) {
		t.Errorf("%s: bad place %d %d", f.Path, n.Start, n.End)
		return
	}
	if n.Start < in.Start || n.End > in.End {
		l := n.Location()
		t.Errorf("%s: %v %q outside parent %v", f.Path, l, n.Value, in.Location())
		return
	}
	if strings.HasPrefix(n.Raw(), "*") && n.Kind != String {
		return
	}
	for _, c := range n.Items {
		checkPlaces(t, f, c, n.Place, alias)
	}
	for _, p := range n.Pairs {
		if !strings.Contains(f.Text, "<<") {
			checkPlaces(t, f, p.Key, n.Place, alias)
			checkPlaces(t, f, p.Value, n.Place, alias)
		}
	}
	if n.Kind == String {
		for i := range n.Value {
			s := n.Sub(n.Value, i, i+1)
			if s.Start < n.Start || s.End > n.End || s == n.Place && len(n.Value) > 1 && !strings.HasPrefix(n.Raw(), "*") {
				t.Errorf("%s: %v sub %d of %q raw %q: %v", f.Path, n.Location(), i, n.Value, n.Raw(), s.Location())
				return
			}
			if i > 300 {
				break
			}
		}
	}
}

func TestCorpus(t *testing.T) {
	var bytes = map[Syntax]int{}
	var took = map[Syntax]time.Duration{}
	count := map[string]int{}
	filepath.WalkDir("/tmp/pacheck-corpus", func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		switch filepath.Ext(p) {
		case ".json", ".yaml", ".yml", ".toml", ".md", ".mdc", ".prompty", ".prompt", ".jsonl", ".jsonc", ".mdx":
		default:
			return nil
		}
		data, err := os.ReadFile(p)
		if err != nil || len(data) > 5<<20 {
			return nil
		}
		f := Read(strings.TrimPrefix(p, "/tmp/pacheck-corpus/"), data)
		start := time.Now()
		f.Parse()
		took[f.Syntax] += time.Since(start)
		bytes[f.Syntax] += len(data)
		count[string(f.Syntax)+" "+string(f.Status)]++
		for _, n := range f.Notes {
			count["note "+n.Kind]++
			if os.Getenv("NOTES") != "" && n.Kind != "duplicate-key" {
				fmt.Println("NOTE", n.Kind, n.At.Location(), n.Text)
			}
		}
		switch f.Status {
		case OK:
		case Recovered:
			fmt.Println("RECOVERED", f.Path)
			if os.Getenv("REC") != "" {
				b, _ := json.MarshalIndent(toAny(f.Root), "", " ")
				fmt.Println(f.Text[:f.Body.Start], string(b))
			}
		default:
			fmt.Printf("%s %v\n    %.100q\n", f.Status, f.Err, f.Line(f.Err.At.Location().Start.Line))
		}
		checkPlaces(t, f, f.Root, Place{f, 0, len(f.Text)}, false)
		oracle(t, f)
		return nil
	})
	for k, v := range count {
		fmt.Println(k, v)
	}
	for s, d := range took {
		fmt.Printf("%s %.1f MB %.1f MB/s\n", s, float64(bytes[s])/1e6, float64(bytes[s])/1e6/d.Seconds())
	}
}

func oracle(t *testing.T, f *File) {
	switch f.Syntax {
	case JSON:
		var v any
		err := json.Unmarshal([]byte(f.Text), &v)
		if err == nil && f.Status != OK {
			t.Errorf("%s: encoding/json accepts it", f.Path)
		} else if err == nil && !reflect.DeepEqual(v, toAny(f.Root)) {
			t.Errorf("%s: differs", f.Path)
		} else if err != nil && f.Status == OK && !strings.HasSuffix(f.Path, "jsonl") {
			fmt.Println("JSONC", f.Path, err)
		}
	case YAML:
		dec := yaml.NewDecoder(strings.NewReader(f.Text))
		for i := 0; ; i++ {
			var v any
			if err := dec.Decode(&v); err != nil {
				if err.Error() != "EOF" && f.Status == OK {
					fmt.Println("YAML oracle:", f.Path, err)
				}
				break
			}
			if i >= len(f.Documents) {
				if f.Status == OK {
					t.Errorf("%s: documents", f.Path)
				}
				break
			}
			if d := diff(v, toAny(f.Documents[i]), ""); d != "" {
				t.Errorf("%s: doc %d: %s", f.Path, i, d)
			}
		}
	}
}

func diff(want, got any, at string) string {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok || len(g) != len(w) {
			return fmt.Sprintf("%s: %v != %v", at, want, got)
		}
		for k := range w {
			if d := diff(w[k], g[k], at+"/"+k); d != "" {
				return d
			}
		}
		return ""
	case map[any]any:
		m := map[string]any{}
		for k, v := range w {
			m[fmt.Sprint(k)] = v
		}
		return diff(m, got, at)
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return fmt.Sprintf("%s: %v != %v", at, want, got)
		}
		for i := range w {
			if d := diff(w[i], g[i], at+"/"+strconv.Itoa(i)); d != "" {
				return d
			}
		}
		return ""
	case int:
		want = float64(w)
	case int64:
		want = float64(w)
	case uint64:
		want = float64(w)
	case time.Time:
		return ""
	case string:
		if b, ok := got.(bool); ok && len(w) < 4 {
			_ = b
			return ""
		}
	}
	if !reflect.DeepEqual(want, got) {
		return fmt.Sprintf("%s: %#v != %#v", at, want, got)
	}
	return ""
}
