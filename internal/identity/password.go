package identity

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"huiyin/internal/fault"
)

// Cost is the work of hashing one password with argon2id.
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// FullCost is 19 MiB and two passes, the recommendation of OWASP: about a tenth of a second.
var FullCost = Cost{Memory: 19 * 1024, Time: 2, Threads: 1}

const (
	saltBytes = 16
	keyBytes  = 32
	// MinPassword and MaxPassword bound a password in characters; the upper bound keeps hashing cheap.
	MinPassword = 10
	MaxPassword = 128
)

var b64 = base64.RawStdEncoding

// hashers is how many hashes are computed at a time: it bounds their memory, 19 MiB each.
const hashers = 2

// Hash returns the PHC string of a password. At most two hashes are computed at a time, so that a flood of sign-ins does not take
// every core; a caller whose context ends while waiting gets its error.
func (s *Service) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := io.ReadFull(s.Random, salt); err != nil {
		return "", err
	}
	key, err := s.derive(ctx, password, salt, s.Cost, keyBytes)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, s.Cost.Memory, s.Cost.Time, s.Cost.Threads,
		b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// matches compares a password with a PHC string. An empty string, for an account that does not exist, costs the same work and never matches.
func (s *Service) matches(ctx context.Context, password, phc string) (bool, error) {
	cost, salt, want := s.Cost, make([]byte, saltBytes), make([]byte, keyBytes)
	if phc != "" {
		var err error
		if cost, salt, want, err = parsePHC(phc); err != nil {
			return false, err
		}
	}
	key, err := s.derive(ctx, password, salt, cost, uint32(len(want)))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(key, want) == 1 && phc != "", nil
}

func (s *Service) derive(ctx context.Context, password string, salt []byte, c Cost, length uint32) ([]byte, error) {
	select {
	case s.hashing <- struct{}{}:
		defer func() { <-s.hashing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(password), salt, c.Time, c.Memory, c.Threads, length), nil
}

var errPHC = errors.New("identity: a stored password is not a PHC string of argon2id")

func parsePHC(phc string) (c Cost, salt, key []byte, err error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, errPHC
	}
	if _, err = fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil {
		return c, nil, nil, errPHC
	}
	if salt, err = b64.DecodeString(parts[4]); err != nil {
		return c, nil, nil, errPHC
	}
	if key, err = b64.DecodeString(parts[5]); err != nil || len(key) < 16 || c.Time == 0 || c.Threads == 0 {
		return c, nil, nil, errPHC
	}
	return c, salt, key, nil
}

// CheckPassword returns a fault beside the field new when the password breaks a rule.
func CheckPassword(login, old, password string) error {
	switch n := utf8.RuneCountInString(password); {
	case n < MinPassword:
		return fault.OnField("new", "identity.password_short", "least", MinPassword)
	case n > MaxPassword:
		return fault.OnField("new", "identity.password_long", "most", MaxPassword)
	case strings.EqualFold(strings.TrimSpace(password), login):
		return fault.OnField("new", "identity.password_is_login")
	case password == old:
		return fault.OnField("new", "identity.password_same")
	case strings.Count(password, password[:1]) == len(password):
		return fault.OnField("new", "identity.password_plain")
	}
	return nil
}
