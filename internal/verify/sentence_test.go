package verify_test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"huiyin/internal/cli"
	"huiyin/internal/i18n"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/verify"
	"huiyin/internal/witness"
)

// quoted is what may stand in another language: the technical cause in brackets, and names of files.
var quoted = regexp.MustCompile(`（[^（）]*）|\([^()]*\)|[0-9a-f]{64}|\bn?[0-9a-f]{6,}\b|anchor\.key`)

var place = regexp.MustCompile(`\{[a-z]+\}`)

// foreign returns the words of a line that are not of its language.
func foreign(line, lang string) string {
	line = quoted.ReplaceAllString(line, "")
	return strings.Join(strings.FieldsFunc(line, func(r rune) bool {
		if lang == "en" {
			return !unicode.Is(unicode.Han, r)
		}
		return !unicode.Is(unicode.Latin, r)
	}), " ")
}

// Whatever was done to a record, the command says it in whole sentences of the language asked for.
func TestTheComplaintIsInOneLanguage(t *testing.T) {
	data := t.TempDir()
	s, err := store.Open(t.Context(), store.Options{URL: liteURL(data), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := fill(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	o := reopen(t, s, data)
	forged := func(do func(log []suggestion.Event)) func(id int64) {
		return func(id int64) {
			attack(t, s, id, logOnly, func(log []suggestion.Event) []suggestion.Event { do(log); return rehash(log) })
		}
	}
	sql := func(statements ...string) func(id int64) {
		return func(id int64) {
			for _, q := range statements {
				raw(t, s, q, id)
			}
		}
	}
	urge := func(log []suggestion.Event) *suggestion.Event {
		return &log[slices.IndexFunc(log, func(e suggestion.Event) bool { return e.Action == "urge" })]
	}
	attacks := map[string]func(id int64){ // by the reason that they give
		"payload":     forged(func(log []suggestion.Event) { urge(log).Payload = json.RawMessage(`[1]`) }),
		"from":        forged(func(log []suggestion.Event) { log[1], log[2] = log[2], log[1] }),
		"step":        forged(func(log []suggestion.Event) { urge(log).By = suggestion.Proposer }),
		"outcome":     forged(func(log []suggestion.Event) { urge(log).Payload = json.RawMessage(`{"text":"一","more":1}`) }),
		"contents":    sql(`UPDATE event SET org_id = 13 WHERE seq = 2 AND kind = 'suggestion' AND aggregate_id = $1`),
		"chain":       sql(`UPDATE event SET prev = 'x' WHERE seq = 2 AND kind = 'suggestion' AND aggregate_id = $1`),
		"missing":     sql(`DELETE FROM event WHERE seq = 3 AND kind = 'suggestion' AND aggregate_id = $1`),
		"removed_end": sql(`DELETE FROM event WHERE seq > 5 AND kind = 'suggestion' AND aggregate_id = $1`),
		"no_log":      sql(`DELETE FROM event WHERE kind = 'suggestion' AND aggregate_id = $1`),
		"state":       sql(`UPDATE suggestion_doc SET doc = replace(doc, '改善', '撤并') WHERE suggestion_id = $1`),
		"row":         sql(`UPDATE clock SET running = FALSE WHERE suggestion_id = $1`),
		"unreadable":  sql(`UPDATE event SET recorded_at = 'x' WHERE seq = 2 AND kind = 'suggestion' AND aggregate_id = $1`),
		"removed": func(id int64) {
			if err := s.Do(t.Context(), func(tx *store.Tx) error { return deleteCase(t.Context(), tx, id) }); err != nil {
				t.Fatal(err)
			}
		},
	}
	err = s.Do(t.Context(), func(tx *store.Tx) error {
		return tx.InsertAccounts(t.Context(), store.SecurityEntry{Action: "account_created"}, []store.Account{{ID: 9, Login: "a", Person: people()[clerk].Person.ID, Password: "x"}})
	})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]int64{}
	for why := range attacks {
		ids[why] = o.handled(t, itoa(int64(len(ids)+1))).ID
	}
	if _, err := o.log.Anchor(t.Context()); err != nil {
		t.Fatal(err)
	}
	for why, do := range attacks {
		do(ids[why])
	}
	raw(t, s, `UPDATE anchor SET counts = '{}'`)
	raw(t, s, `UPDATE account SET disabled = TRUE, must_change = TRUE, password = 'y'`)
	attackFile(t, filepath.Join(witness.Dir(data), "anchors.log"), func(string) bool { return false })

	r := o.verify(t)
	for why, id := range ids {
		if why == "removed_end" || why == "no_log" || why == "from" {
			continue // another reason is named before it
		}
		if !slices.ContainsFunc(about(r, id), func(b verify.Bad) bool { return b.Why == why }) {
			t.Errorf("%s: %+v", why, about(r, id))
		}
	}
	for _, lang := range i18n.Languages {
		for _, key := range i18n.For(lang).Keys("verify.") {
			if bad := foreign(place.ReplaceAllString(i18n.For(lang).T(key), ""), lang); bad != "" {
				t.Errorf("%s: %q stands in %s", lang, bad, key)
			}
		}
		code, out, complaint := run(t, "--lang", lang, "verify", "--data", data)
		lines := strings.Split(strings.TrimSpace(out+complaint), "\n")
		if code != cli.Failed || len(lines) < len(attacks) {
			t.Errorf("%s: %d %s", lang, code, complaint)
		}
		for _, line := range lines {
			if bad := foreign(line, lang); bad != "" || strings.Contains(line, "[") {
				t.Errorf("%s: %q stands in %q", lang, bad, line)
			}
		}
	}
}
