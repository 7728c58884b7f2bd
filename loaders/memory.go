package loaders

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Memory is what a governance file says of an agent's memory.
type Memory struct {
	Kind          source.Text   `json:"kind,omitzero" doc:"session or persistent."`
	Scope         source.Text   `json:"scope,omitzero" doc:"Whose memory it is: session, user, tenant, tenant-shared, all-users or global."`
	WriteFrom     source.Texts  `json:"write_from,omitzero" doc:"What may be written into it: user, curated, tool-output, web."`
	Validation    source.Text   `json:"validation,omitzero" doc:"How entries are checked before they are kept."`
	Provenance    source.Flag   `json:"provenance,omitzero" doc:"Whether each entry says where it comes from."`
	WriteApproval source.Text   `json:"write_approval,omitzero" doc:"Who approves what is written."`
	TTLDays       source.Amount `json:"ttl_days,omitzero" doc:"After how many days entries are forgotten."`
	Encryption    source.Text   `json:"encryption,omitzero" doc:"How it is encrypted; none where it is not."`
	At            source.Place  `json:"-"`
}

// memoryShape is the schema of the memory in a governance file.
var memoryShape = textOrKeys(map[string]shape{
	"kind": anyText, "scope": anyText, "retention_days": count, "ttl": anyText, "write_from": anyTexts, "validation": anyText,
	"provenance": trueFalse, "write_approval": anyText, "encryption": anyText,
})

// readMemory reads the memory of a governance file; nil where it is no Map.
func readMemory(n *source.Node) *Memory {
	if !n.IsMap() {
		return nil
	}
	m := &Memory{
		Kind: n.Get("kind").Field(), Scope: n.Get("scope").Field(), WriteFrom: n.Get("write_from").Texts(), Validation: n.Get("validation").Field(),
		Provenance: n.Get("provenance").Flag(), WriteApproval: n.Get("write_approval").Field(), TTLDays: n.Get("retention_days").Amount(),
		Encryption: n.Get("encryption").Field(), At: n.Place,
	}
	if ttl := n.Get("ttl").Field(); ttl.Set && !m.TTLDays.Set {
		m.TTLDays = days(ttl)
	}
	return m
}

// days is a duration as written, such as 30d or 6w, in days; absent where it cannot be read.
func days(t source.Text) source.Amount {
	text, factor := t.V, 1.0
	for _, unit := range []struct {
		word string
		days float64
	}{{"w", 7}, {"mo", 30}, {"y", 365}} {
		if rest, ok := strings.CutSuffix(text, unit.word); ok {
			text, factor = rest+"d", unit.days
		}
	}
	length := seconds(source.Say(text, t.At))
	length.V = length.V * factor / 86400
	return length
}
