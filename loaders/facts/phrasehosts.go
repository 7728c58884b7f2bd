package facts

import (
	"net/netip"
	"slices"
	"strings"
)

// encodedPhrases are the patterns that tell an instruction or a command from other text once it is
// decoded.
var encodedPhrases = []string{
	"override_phrase", "safeguard_off_phrase", "persona_unlock_phrase", "conceal_phrase", "covert_action_phrase",
	"egress_verb_url", "markdown_beacon", "remote_instruction", "remote_instruction_noun", "approval_suppress",
	"ai_denial", "poison_tag", "poison_precondition", "pipe_to_shell", "reverse_shell", "outbound_command", riskyHost,
}

// riskyHost is the id of the pattern of hosts that no documentation sends people to.
const riskyHost = "risky_host"

// riskyHosts is where p, the pattern of risky hosts, matches a host that is not local.
func riskyHosts(p *Pattern, s string) [][]int {
	return slices.DeleteFunc(p.FindAllIndex(s, -1), func(hit []int) bool {
		_, host, _ := strings.Cut(s[hit[0]:hit[1]], "://")
		host = strings.TrimRight(host, "/")
		if i := strings.IndexByte(host, ':'); i >= 0 {
			host = host[:i]
		}
		addr, err := netip.ParseAddr(host)
		return err == nil && isExemptAddress(addr)
	})
}

// isExemptAddress says whether an address is one that nothing outside the own network answers at.
func isExemptAddress(addr netip.Addr) bool {
	for _, exempt := range WordList("risky_host.exempt_hosts") {
		if prefix, err := netip.ParsePrefix(exempt); err == nil && prefix.Contains(addr) {
			return true
		}
		if one, err := netip.ParseAddr(exempt); err == nil && one == addr {
			return true
		}
	}
	return addr.IsUnspecified()
}
