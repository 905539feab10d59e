package suggestion

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
)

// Event is one accepted act in the case's log. Events are chained by hash and never changed or removed.
type Event struct {
	Case     int64         `json:"case"`
	Congress int64         `json:"congress"`
	Seq      int           `json:"seq"`
	Machine  string        `json:"machine"`
	Part     int           `json:"part"`
	Action   flow.Action   `json:"action"`
	From     flow.State    `json:"from"`
	To       flow.State    `json:"to"`
	By       flow.Relation `json:"by"`
	Post     int64         `json:"post"`
	Person   int64         `json:"person"`
	Org      int64         `json:"org"`
	At       int64         `json:"recorded_at"`  // Unix milliseconds: the order of the chain
	On       calendar.Day  `json:"effective_on"` // the day the act was done: clocks use it
	Pack     PackRef       `json:"pack"`         // in force for new hand-overs
	Calendar string        `json:"calendar"`
	Opens    calendar.Day  `json:"opens,omitempty"`
	Closes   calendar.Day  `json:"closes,omitempty"`
	Why      string        `json:"why,omitempty"` // why the effective day lies before the recorded one
	// PayloadHash stands in the chain for the command, so that erasing personal data later keeps the chain whole.
	PayloadHash string          `json:"payload_hash"`
	Prev        string          `json:"prev"`
	Hash        string          `json:"-"`
	Payload     json.RawMessage `json:"-"`
}

// Seal fills in the hashes. The hash covers every field but itself and the payload, which its own hash stands for.
func (e *Event) Seal(prev string) {
	e.Prev = prev
	e.PayloadHash = digest(e.Payload)
	e.Hash = e.sum()
}

func (e *Event) sum() string {
	b, err := json.Marshal(e)
	if err != nil {
		return "" // plain words and numbers cannot fail to marshal
	}
	return digest(b)
}

// Intact reports whether the event's own hash, and its payload's when it is still there, are those of its contents.
func (e *Event) Intact() bool {
	return e.Hash == e.sum() && (e.Payload == nil || e.PayloadHash == digest(e.Payload))
}

func digest(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}
