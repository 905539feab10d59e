package identity

import (
	"context"
	"errors"
	"io"
	"runtime"
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

// firstPasswords returns n of them, like "kafime-tudaga-4729" (about 47 bits each), and their hashes; tick is told of each hash. As many are
// computed at a time as workers says.
func (s *Service) firstPasswords(ctx context.Context, n int, tick func()) (plain, hashes []string, err error) {
	plain, hashes = make([]string, n), make([]string, n)
	for i := range plain {
		if plain[i], err = s.spell(); err != nil {
			return nil, nil, err
		}
	}
	k := workers()
	errs := make(chan error, k)
	for worker := range k {
		go func() {
			var err error
			for i := worker; i < n && err == nil; i += k {
				hashes[i], err = s.Hash(ctx, plain[i])
				tick()
			}
			errs <- err
		}()
	}
	for range k {
		err = errors.Join(err, <-errs)
	}
	return plain, hashes, err
}

// workers is how many passwords of many are hashed at a time: one core stays free for everybody else.
func workers() int { return max(1, min(hashers, runtime.GOMAXPROCS(0)-1)) }

func (s *Service) spell() (string, error) {
	var b strings.Builder
	for _, set := range []string{
		consonants, vowels, consonants, vowels, consonants, vowels, "-",
		consonants, vowels, consonants, vowels, consonants, vowels, "-", digits, digits, digits, digits,
	} {
		c, err := s.pick(set)
		if err != nil {
			return "", err
		}
		b.WriteByte(c)
	}
	return b.String(), nil
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
