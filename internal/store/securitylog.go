package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"huiyin/internal/fault"
)

// SecurityEntry is one line of the security log. Lines are only added; each carries the hash of the one before it in the chain
// of its account, so that a changed or removed line is found.
type SecurityEntry struct {
	Account int64 // whose chain; 0 gathers what belongs to no account
	Seq     int64 // given by AppendSecurity, from 1
	At      int64 // Unix milliseconds, given by AppendSecurity
	Action  string
	Post    int64  // the post acted in; 0 when none
	Subject string // what was acted on, e.g. "account:17"
	Detail  string
	IP      string
	Prev    string
	Hash    string

	// What a line that changes an account tells of it. Nobody outside this package reads it: pages and files show a line without.
	about int64 // 0 when the line changes no account
	nth   int64 // of the lines about it, from 1
	state string
}

const securityNames = `account_id, seq, at, action, post_id, subject, detail, ip, prev_hash, hash`

// toldNames are the columns that only writing and verification know.
const toldNames = `about_id, about_seq, state`

func securityPlaces(e *SecurityEntry) []any {
	return []any{&e.Account, &e.Seq, &e.At, &e.Action, &e.Post, &e.Subject, &e.Detail, &e.IP, &e.Prev, &e.Hash}
}

// digest covers every field with its length, so that no text can move from one field to the next unseen. Lines that tell of no account have the
// digest that they had before any line did.
func (e SecurityEntry) digest() string {
	fields := []string{
		strconv.FormatInt(e.Account, 10), strconv.FormatInt(e.Seq, 10), strconv.FormatInt(e.At, 10), e.Action,
		strconv.FormatInt(e.Post, 10), e.Subject, e.Detail, e.IP, e.Prev,
	}
	if e.about != 0 || e.nth != 0 || e.state != "" {
		fields = append(fields, strconv.FormatInt(e.about, 10), strconv.FormatInt(e.nth, 10), e.state)
	}
	h := sha256.New()
	for _, f := range fields {
		h.Write([]byte(strconv.Itoa(len(f)) + ":" + f + ","))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// AppendSecurity adds a line to the chain of its account; sequence, time and hashes are filled in.
func (t *Tx) AppendSecurity(ctx context.Context, e SecurityEntry) error {
	return t.appendChain(ctx, e.Account, []SecurityEntry{e})
}

// appendChain adds lines to the chain of one account.
func (t *Tx) appendChain(ctx context.Context, account int64, lines []SecurityEntry) error {
	head, err := One(ctx, t, securityPlaces, `SELECT `+securityNames+` FROM security_log WHERE account_id = $1 ORDER BY seq DESC LIMIT 1`, account)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	for i := range lines {
		e := &lines[i]
		e.Subject, e.Detail = strings.ToValidUTF8(e.Subject, "\ufffd"), strings.ToValidUTF8(e.Detail, "\ufffd") // an address may hold what is no text
		e.Account, e.Seq, e.At, e.Prev = account, head.Seq+1, t.Now, head.Hash
		e.Hash = e.digest()
		head = *e
	}
	err = Insert(ctx, t, "security_log", securityNames+", "+toldNames, len(lines), func(i int) []any {
		e := lines[i]
		return []any{e.Account, e.Seq, e.At, e.Action, e.Post, e.Subject, e.Detail, e.IP, e.Prev, e.Hash, e.about, e.nth, e.state}
	})
	if IsUnique(err) {
		return Raced(err)
	}
	return err
}

// SecurityNoted reports whether an account's chain holds a line of an action on a subject since an instant.
func (t *Tx) SecurityNoted(ctx context.Context, account int64, action, subject string, since int64) (bool, error) {
	n, err := Value[int64](ctx, t, `SELECT COUNT(*) FROM security_log WHERE account_id = $1 AND action = $2 AND subject = $3 AND at >= $4`,
		account, action, subject, since)
	return n > 0, err
}

// Break says where a chain of the security log does not hold.
type Break struct{ Account, Seq int64 }

// VerifySecurity walks every chain and returns the first line of each that does not fit what went before. A removed last line
// leaves no gap: the daily signed heads show that.
func (t *Tx) VerifySecurity(ctx context.Context) (lines int, breaks []Break, err error) {
	accounts, err := Column[int64](ctx, t, `SELECT DISTINCT account_id FROM security_log ORDER BY account_id`)
	if err != nil {
		return 0, nil, err
	}
	for _, a := range accounts {
		chain, err := All(ctx, t, func(e *SecurityEntry) []any { return append(securityPlaces(e), &e.about, &e.nth, &e.state) },
			`SELECT `+securityNames+`, `+toldNames+` FROM security_log WHERE account_id = $1 ORDER BY seq`, a)
		if err != nil {
			return lines, breaks, err
		}
		lines += len(chain)
		prev := ""
		for i, e := range chain {
			if e.Seq != int64(i+1) || e.Prev != prev || e.Hash != e.digest() {
				breaks = append(breaks, Break{a, e.Seq})
				break
			}
			prev = e.Hash
		}
	}
	return lines, breaks, nil
}
