package verify

import (
	"cmp"
	"slices"

	"huiyin/internal/roster"
)

// What kind of record is bad.
const (
	Event    = "event"    // ID is the case, Seq the event
	Case     = "case"     // the case's document, or the case as a whole
	Row      = "row"      // a row made from the case; Detail is table.column
	Handover = "handover" // a hand-over list; Seq its event
	Dossier  = "dossier"  // any other document beside the cases; Seq its event
	Register = "register" // what the administrators keep: bodies, people, posts, sessions, categories, honours, the choice of packs; Seq its event
	File     = "file"     // an attachment; Detail is its hash
	Security = "security" // a line of the security log; ID is the account
	Account  = "account"  // an account; Seq the number of lines that tell of it
	Anchor   = "anchor"   // Detail is the node, Seq its number
	Congress = "congress" // counts of a congress; ID is the congress
	Witness  = "witness"  // the witness folder itself
)

// Bad is one record that cannot be true. Why is a message key's end: verify.why.<why>.
type Bad struct {
	Kind   string `json:"kind"`
	Of     string `json:"of,omitempty"` // what a document beside the suggestions or an entry of the register is: the name of its machine
	ID     int64  `json:"id,omitempty"`
	Seq    int64  `json:"seq,omitempty"`
	Why    string `json:"why"`
	Detail string `json:"detail,omitempty"`
	Year   int    `json:"year,omitempty"` // of an entry of the register: of a session, or for which an honour was given
	Name   string `json:"name,omitempty"` // of an entry of the register; of a post whose it is, of an honour to whom it was given, of rules and calendar their congress
}

// What is the message, with its arguments, that says what of the register or beside the suggestions a record is.
func (b Bad) What() (key string, args []any) {
	whole := b.Name != ""
	switch b.Of {
	case roster.Sessions:
		whole = b.Year != 0
	case roster.Honours:
		whole = whole && b.Year != 0
	}
	if b.Kind == Register && whole {
		return "verify.named." + b.Of, []any{"year", b.Year, "name", b.Name}
	}
	return "machine." + b.Of, nil
}

// Key tells from which anchor on a node signs with another key than before. That happens where a key was lost or left out of a restore, and
// also where somebody signs who should not: it is said, and whoever runs the node knows which it was.
type Key struct {
	Node string `json:"node"`
	From int64  `json:"from"`
}

// Back tells that the machine's clock shows a time that the record has passed. That is no bad record, but whoever runs the machine must know: either the
// clock is wrong now, or what was recorded last bears a time of a wrong clock.
type Back struct {
	Last int64 `json:"last"` // Unix milliseconds, as Now
	Now  int64 `json:"now"`
}

// most bounds how many bad records are listed; all are counted.
const most = 1000

// Report is what a verification found.
type Report struct {
	Cases     int64 `json:"cases"`
	Hidden    int64 `json:"hidden,omitempty"` // cases of an import that is not finished: verified, and counted nowhere else
	Events    int64 `json:"events"`
	Handovers int64 `json:"handovers"`
	Dossiers  int64 `json:"dossiers"`
	Witnessed int64 `json:"witnessed"` // chains that the witness knows
	Nodes     int   `json:"nodes"`     // logs in the witness folder
	Anchors   int   `json:"anchors"`
	Unknown   int   `json:"unknown_keys"` // anchors signed with keys that this folder does not know
	Rekeyed   []Key `json:"new_keys,omitempty"`
	Clock     *Back `json:"clock_behind,omitempty"`
	Register  int64 `json:"register"` // bodies, people, posts, sessions, categories, honours, choices of packs
	Files     int64 `json:"files"`    // attachments whose content was read
	Security  int   `json:"security"` // lines of the security log
	Accounts  int64 `json:"accounts"` // compared with what the security log tells of them
	Total     int   `json:"bad"`
	Bad       []Bad `json:"records,omitempty"` // in order, at most 1000

	named map[string]bool // hashes of the attachments that the logs name
}

// Named is how many attachments the logs name, read or not.
func (r *Report) Named() int { return len(r.named) }

// Clean reports whether nothing bad was found.
func (r *Report) Clean() bool { return r.Total == 0 }

func (r *Report) add(b Bad) {
	r.Total++
	if len(r.Bad) < most {
		r.Bad = append(r.Bad, b)
	}
}

var rank = map[string]int{Event: 0, Case: 0, Row: 0, Handover: 1, Dossier: 1, Register: 1, File: 2, Security: 3, Account: 3, Congress: 4, Anchor: 5, Witness: 6}

// sort puts cases first, by id and event, so that the first record listed is where to begin looking.
func (r *Report) sort() {
	slices.SortStableFunc(r.Bad, func(a, b Bad) int {
		return cmp.Or(cmp.Compare(rank[a.Kind], rank[b.Kind]), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Seq, b.Seq))
	})
}
