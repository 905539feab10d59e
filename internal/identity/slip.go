package identity

import (
	"context"
	"io"
	"strconv"
	"strings"
)

// A first password is read from paper and typed once: syllables that can be spoken, digits, and no character that looks like
// another (no l, o beside 0, i beside 1: the digits 0 and 1 are left out).
const (
	consonants = "bdfghkmnprstwz"
	vowels     = "aeiu"
	digits     = "23456789"
)

// firstPassword returns something like "kafime-tudaga-4729": 3 groups, about 47 bits, and its hash.
func (s *Service) firstPassword(ctx context.Context) (plain, hash string, err error) {
	var b strings.Builder
	for i := range 6 {
		if i == 3 {
			b.WriteByte('-')
		}
		for _, set := range []string{consonants, vowels} {
			c, err := s.pick(set)
			if err != nil {
				return "", "", err
			}
			b.WriteByte(c)
		}
	}
	b.WriteByte('-')
	for range 4 {
		c, err := s.pick(digits)
		if err != nil {
			return "", "", err
		}
		b.WriteByte(c)
	}
	hash, err = s.Hash(ctx, b.String())
	return b.String(), hash, err
}

// pick chooses one character of set, each with the same chance.
func (s *Service) pick(set string) (byte, error) {
	one := make([]byte, 1)
	for {
		if _, err := io.ReadFull(s.Random, one); err != nil {
			return 0, err
		}
		if n := int(one[0]); n < 256-256%len(set) {
			return set[n%len(set)], nil
		}
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
