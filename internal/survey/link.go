package survey

import (
	"crypto/sha256"
	"encoding/hex"

	"huiyin/internal/calendar"
	"huiyin/internal/suggestion"
)

// Link is a one-time link to the questions about one case. The token itself is stored nowhere: whoever reads the database cannot answer
// in anybody's name.
type Link struct {
	Case       int64             `json:"case"`
	Hash       string            `json:"hash"` // of the token
	Until      calendar.Day      `json:"until"`
	AnsweredOn calendar.Day      `json:"answered_on,omitempty"`
	Void       bool              `json:"void,omitempty"`
	Attitude   suggestion.Rating `json:"attitude,omitempty"`
	Result     suggestion.Rating `json:"result,omitempty"`
	Comment    string            `json:"comment,omitempty"`
}

// TokenBytes is how much chance a token must hold before it is written as text.
const TokenBytes = 16

// NewLink makes the link of a case from a token of chance, which the caller draws and sends, and which is not kept. Fewer than 16 bytes
// of chance could be guessed and are a mistake of the program.
func NewLink(id int64, token string, until calendar.Day) (*Link, bool) {
	if len(token) < TokenBytes*8/6 { // base64 and the like hold six bits a letter
		return nil, false
	}
	return &Link{Case: id, Hash: Hash(token), Until: until}, true
}

// Hash is what is stored of a token.
func Hash(token string) string {
	h := sha256.Sum256([]byte("survey link\n" + token))
	return hex.EncodeToString(h[:])
}

// Fill is what somebody answers.
type Fill struct {
	Attitude suggestion.Rating `json:"attitude" form:"choice,required" options:"satisfied,basically,not_satisfied"`
	Result   suggestion.Rating `json:"result" form:"choice,required" options:"satisfied,basically,not_satisfied"`
	Comment  string            `json:"comment" form:"text" max:"2000"`
}

// Answers are what the used links say about results.
func Answers(links []*Link) []Answer {
	var out []Answer
	for _, l := range links {
		if l.AnsweredOn != "" {
			out = append(out, Answer{Case: l.Case, Rating: l.Result, Attitude: l.Attitude})
		}
	}
	return out
}
