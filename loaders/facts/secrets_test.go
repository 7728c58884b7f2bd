package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/pacheck/pacheck/loaders/facts"
)

// Invented credentials, put together here so that no scanner takes this file for a leak.
const (
	noise      = "q7Zr2mXv9Kt4Lb8Wc1Nd6Hf3Jg5Ps0YuEoAi"
	letters    = "qZrmXvKtLbWcNdHfJgPsYuEoAiTkQwBnMx"
	fakeGitHub = "ghp" + "_" + noise
)

var fakePEM = "-----BEGIN " + "PRIVATE KEY-----\n" + strings.Repeat(noise, 3) + "\n-----END " + "PRIVATE KEY-----"

func TestFindSecrets(t *testing.T) {
	for _, tt := range []struct {
		name, text, kind, prefix, raw string
	}{
		{"github", "token " + fakeGitHub + ".", "github", "ghp_", fakeGitHub},
		{"github, fine-grained", "github" + "_pat_" + noise + noise + "abxyztkqmw", "github", "gith", "github" + "_pat_" + noise + noise + "abxyztkqmw"},
		{"aws", "id=" + "AKIA" + "QZ7RM2XVKT4LBWCN", "aws", "AKIA", "AKIA" + "QZ7RM2XVKT4LBWCN"},
		{"openai", "'" + "sk" + "-proj-" + noise + "xYzW" + "'", "openai", "sk-p", "sk" + "-proj-" + noise + "xYzW"},
		{"anthropic", "sk" + "-ant-api03-" + noise + "-" + letters + "_" + noise, "anthropic", "sk-a", "sk" + "-ant-api03-" + noise + "-" + letters + "_" + noise},
		{"slack", "xoxb" + "-7391846205-" + letters, "slack", "xoxb", "xoxb" + "-7391846205-" + letters},
		{"slack app", "xapp" + "-1-A7391QZ846-7391846205-" + "9f3c7a1be52d80469f3c7a1be52d8046", "slack", "xapp", "xapp" + "-1-A7391QZ846-7391846205-" + "9f3c7a1be52d80469f3c7a1be52d8046"},
		{"slack webhook", "(https://hooks.slack.com" + "/services/T7391QZ846/B7391QZ846/" + noise[:24] + ")", "slack", "http", "https://hooks.slack.com" + "/services/T7391QZ846/B7391QZ846/" + noise[:24]},
		{"google", "AIza" + noise[:35], "google", "AIza", "AIza" + noise[:35]},
		{"hf", "hf" + "_" + letters, "hf", "hf_q", "hf" + "_" + letters},
		{"stripe", "sk" + "_live_" + noise[:24], "stripe", "sk_l", "sk" + "_live_" + noise[:24]},
		{"private key", "key: |\n" + fakePEM, "pem", "----", strings.TrimSuffix(fakePEM, "-----END PRIVATE KEY-----")},
		{"password in an address", "postgres://svc:Zk3-f0lw!9ab@db.prod.corp.test/x", "url_userinfo", "Zk3", "Zk3-f0lw!9ab"},
		{"in a fence", "```sh\nexport T=" + fakeGitHub + "\n```", "github", "ghp_", fakeGitHub},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := facts.FindSecrets(textOf(tt.text))
			if len(got) != 1 {
				t.Fatalf("found %+v, want one", got)
			}
			want := facts.Secret{Kind: tt.kind, Prefix: tt.prefix}
			if diff := cmp.Diff(want, got[0], ignorePlaces, cmpopts.IgnoreFields(facts.Secret{}, "Fingerprint", "Length", "Entropy")); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.raw, got[0].At.Raw()); diff != "" {
				t.Error(diff)
			}
			if len(got[0].Fingerprint) != 12 || got[0].Entropy < 3 {
				t.Errorf("found %+v", got[0])
			}
		})
	}
}

func TestFindSecretsSilent(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"header of a private key without a body", "starts with `-----BEGIN " + "PRIVATE KEY-----`, see there"},
		{"header with dots", "-----BEGIN " + "RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----"},
		{"vendor sample", "AKIA" + "IOSFODNN7EXAMPLE"},
		{"placeholders", "sk-your-key ghp_xxx ghp_" + strings.Repeat("x", 36) + " sk-proj-" + strings.Repeat("abcd", 12) + " hf_token"},
		{"letters in a row", "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789"},
		{"digits in a row", "AIza" + noise[:25] + "1234567890"},
		{"one character again and again", "ghp_" + strings.Repeat("0", 10) + noise[:26]},
		{"local database", "postgres://user:password@localhost/db mysql://svc:Zk3-f0lw9ab@127.0.0.1/x redis://a:Zk3-f0lw9ab@db:1"},
		{"example database", "postgres://svc:Zk3-f0lw9ab@example.com/x amqp://svc:Zk3-f0lw9ab@mq.example/"},
		{"password that is the user or a word", "postgres://postgres:postgres@h.test/x postgres://serviceuser:serviceuser@h.test/ ftp://a:changeme@h.test/"},
		{"password from a variable", "postgres://u:${PASSWORD}@h.test/db postgres://u:<password>@h.test/db postgres://u:{password}@h.test/"},
		{"addresses without a password", "https://a.test/@user https://github.com/o/r git@github.com:o/r ssh://git@h.test:22/x"},
		{"part of a longer word", "x" + fakeGitHub + " task-proj-" + noise + noise},
		{"too short", "AKIA123 AIza12 hf_abc sk_live_abc123 xoxb-1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := facts.FindSecrets(textOf(tt.text)); got != nil {
				t.Errorf("found %+v", got)
			}
		})
	}
}

func TestSecretFingerprint(t *testing.T) {
	got := facts.FindSecrets(textOf(fakeGitHub + " " + fakeGitHub + " " + strings.Replace(fakeGitHub, "q7", "q8", 1)))
	if len(got) != 3 || got[0].Fingerprint != got[1].Fingerprint || got[0].Fingerprint == got[2].Fingerprint {
		t.Errorf("found %+v", got)
	}
}

func TestLiteralSecret(t *testing.T) {
	for _, tt := range []struct {
		name, key, value, kind string
	}{
		{"telling name", "TRACKER_TOKEN", "w8Jq2Lz5Xn", "literal"},
		{"header with a scheme", "Authorization", "Bearer w8Jq2Lz5Xn", "literal"},
		{"basic", "authorization", "Basic c3ZjOlprMy1mMGx3", "literal"},
		{"header with a key", "X-Api-Key", "w8Jq2Lz5Xn", "literal"},
		{"option", "--api-key", "w8Jq2Lz5Xn", "literal"},
		{"a provider's format under any name", "NOTE", "see " + fakeGitHub, "github"},
		{"connection string with a password", "DB_CONNECTION_STRING", "postgres://svc:Zk3-f0lw!9ab@db.corp.test/x", "url_userinfo"},
		{"password in an address under any name", "UPSTREAM_URL", "https://svc:Zk3-f0lw!9ab@h.corp.test/x", "url_userinfo"},
		{"reference", "API_KEY", "${API_KEY}", ""},
		{"input", "API_KEY", "${input:api_key}", ""},
		{"reference without braces", "API_KEY", "$API_KEY", ""},
		{"scheme of a store", "API_KEY", "op://vault/item/field", ""},
		{"vault", "API_KEY", "vault:secret/data/x#key", ""},
		{"env", "API_KEY", "env:TRACKER_KEY_1", ""},
		{"name in AWS", "API_SECRET", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:api-w8Jq2L", ""},
		{"name in Azure", "API_KEY", "secretref:api-w8Jq2Lz5", ""},
		{"variable in LiteLLM", "API_KEY", "os.environ/TRACKER_KEY_1", ""},
		{"secret mount", "DB_PASSWORD", "/run/secrets/db_password", ""},
		{"path of a file", "CLIENT_SECRET_FILE", "w8Jq2Lz5Xn", ""},
		{"path", "TOKEN_PATH", "data/w8Jq2Lz5Xn", ""},
		{"name", "SECRET_NAME", "prod-billing-7", ""},
		{"address", "TOKEN_URL", "https://login.corp.test/oauth2/v2", ""},
		{"sample connection string", "DB_CONNECTION_STRING", "postgres://user:password@localhost/db", ""},
		{"placeholder", "API_KEY", "<your-api-key>", ""},
		{"bearer reference", "Authorization", "Bearer ${TOKEN}", ""},
		{"name of a variable", "API_KEY", "GITHUB_TOKEN_VALUE", ""},
		{"name of a secret", "SECRET", "tracker-builds.personal_access_token", ""},
		{"media type", "authorization_content_type", "application/x-www-form-urlencoded", ""},
		{"description", "API_KEY", "the key of the tracker service", ""},
		{"short", "API_KEY", "w8Jq2L", ""},
		{"a passphrase with a digit", "DB_PASSWORD", "correct-horse-4-battery", "literal"},
		{"letters without words", "MAIL_PASSWORD", "qzkvxwjpbtlmrdfh", "literal"},
		{"digits that do not count up", "API_KEY", "token-48215", "literal"},
		{"words", "API_KEY", "local_only_key", ""},
		{"words for nobody", "API_KEY", "sk-no-key-required", ""},
		{"words that count up", "API_KEY", "test-token-123", ""},
		{"a word that counts up", "DB_PASSWORD", "Password123", ""},
		{"groups that count up", "API_KEY", "12345678-1234-1234-1234-123456789012", ""},
		{"yours", "DB_PASSWORD", "yourpassword", ""},
		{"another script", "API_KEY", "在这里填写你的密钥", ""},
		{"one word again and again", "API_KEY", "aaaabbbb", ""},
		{"flag", "USE_TOKEN", "true", ""},
		{"number", "TOKEN", "4096", ""},
		{"limit", "MAX_TOKENS", "w8Jq2Lz5Xn", ""},
		{"client id", "CLIENT_ID", "w8Jq2Lz5Xn", ""},
		{"region", "AWS_REGION", "eu-central-1", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := facts.LiteralSecret(tt.key, tt.value)
			if got.Kind != tt.kind || ok != (tt.kind != "") {
				t.Errorf("LiteralSecret = %+v, %v; want kind %q", got, ok, tt.kind)
			}
			if strings.Contains(tt.value, got.Prefix) != true || len(got.Prefix) > 4 {
				t.Errorf("prefix is %q", got.Prefix)
			}
		})
	}
}

func TestURLSecret(t *testing.T) {
	for _, tt := range []struct {
		name, url, kind string
	}{
		{"query", "https://mcp.corp.test/x?a=b&token=w8Jq2Lz5Xn#top", "literal"},
		{"escaped query", "https://mcp.corp.test/x?api_key=w8Jq%322Lz5Xn", "literal"},
		{"password", "https://svc:Zk3-f0lw9ab@mcp.corp.test/", "url_userinfo"},
		{"reference", "https://mcp.corp.test/x?token=${TOKEN}", ""},
		{"other keys", "https://mcp.corp.test/x?session=w8Jq2Lz5Xn", ""},
		{"no query", "https://mcp.corp.test/token/w8Jq2Lz5Xn", ""},
		{"sample", "https://user:password@localhost/x", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := facts.URLSecret(tt.url)
			if got.Kind != tt.kind || ok != (tt.kind != "") {
				t.Errorf("URLSecret = %+v, %v; want kind %q", got, ok, tt.kind)
			}
		})
	}
}

func TestRedact(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", "no secrets here: https://a.test", "no secrets here: https://a.test"},
		{"two", "a " + fakeGitHub + " b hf" + "_" + letters + " c", "a ghp_… b hf_q… c"},
		{"password", "x postgres://svc:Zk3-f0lw9ab@h.test/y", "x postgres://svc:…@h.test/y"},
		{"samples too", "postgres://user:password@localhost/db", "postgres://user:…@localhost/db"},
		{"private key", fakePEM, "----…-----END " + "PRIVATE KEY-----"},
		{"next to each other", fakeGitHub + "," + fakeGitHub, "ghp_…,ghp_…"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, facts.Redact(tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzRedact: nothing that the patterns find is left, apart from what the ellipsis cuts in two.
func FuzzRedact(f *testing.F) {
	f.Add("x " + fakeGitHub + " https://a:bcdefghijk@h " + fakePEM)
	f.Add("xoxb-" + letters + " sk-proj-" + noise + noise + "AKIA" + "QZ7RM2XVKT4LBWCN")
	f.Add("https://a:bcde\x82\x03fghijk@h")
	f.Add("https://a:bcdefghijk@hv" + fakePEM)
	kinds := []string{"aws", "github", "openai", "anthropic", "slack", "google", "hf", "stripe", "pem", "url_userinfo"}
	f.Fuzz(func(t *testing.T, s string) {
		once := facts.Redact(s)
		for _, kind := range kinds {
			if facts.Lookup("cred_" + kind).MatchString(once) {
				t.Errorf("%q still holds %s: %q", s, kind, once)
			}
		}
	})
}
