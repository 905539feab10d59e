package reading

import (
	"iter"
	"strings"
)

// runs walks through the runs of digits of a text; an X closes one, as in the number of an identity card.
func runs(text string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		at := -1
		for i := 0; i <= len(text); i++ {
			in := i < len(text) && text[i] >= '0' && text[i] <= '9'
			switch {
			case in && at < 0:
				at = i
			case !in && at >= 0:
				end := i
				if i < len(text) && (text[i] == 'X' || text[i] == 'x') {
					end++
				}
				if !yield(at, end) {
					return
				}
				at = -1
			}
		}
	}
}

// personal tells by its form and check digit whose number it is: personal_id, personal_phone, personal_account; empty: nobody's.
func personal(number string) string {
	switch n := len(number); {
	case n == 18 && isIdentity(number):
		return "personal_id"
	case n == 11 && number[0] == '1' && number[1] >= '3' && !strings.HasSuffix(strings.ToUpper(number), "X"):
		return "personal_phone"
	case n >= 16 && n <= 19 && isCard(number):
		return "personal_account"
	}
	return ""
}

// isIdentity checks the last digit of an identity number (GB 11643).
func isIdentity(number string) bool {
	sum, weight := 0, 1
	for i := 16; i >= 0; i-- {
		weight = weight * 2 % 11
		sum += int(number[i]-'0') * weight
	}
	return "10X98765432"[sum%11] == strings.ToUpper(number)[17]
}

// isCard checks the last digit of a bank card (Luhn).
func isCard(number string) bool {
	sum := 0
	for i := range len(number) {
		c := number[len(number)-1-i]
		if c < '0' || c > '9' {
			return false
		}
		n := int(c - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0 && number[0] != '0'
}
