package cli

import (
	"regexp"

	"huiyin/internal/i18n"
)

// complaints are what the library says of a command line, by the key of the same in our words; what it names is the first group. Anything
// else stays as it is.
var complaints = []struct {
	says *regexp.Regexp
	key  string
}{
	{regexp.MustCompile(`^unknown flag (\S+?)(?:, did you mean .*)?$`), "cli.usage.flag"},
	{regexp.MustCompile(`^unexpected argument (.+?)(?:, did you mean .*)?$`), "cli.usage.argument"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "cli.usage.missing"},
	{regexp.MustCompile(`^expected one of (.+)$`), "cli.usage.one_of"},
	{regexp.MustCompile(`^expected "(.+)"$`), "cli.usage.missing"},
	{regexp.MustCompile(`^(--\S+): .*$`), "cli.usage.value"},
}

// inWords says what is wrong with a command line.
func inWords(say *i18n.Printer, said string) string {
	for _, c := range complaints {
		if m := c.says.FindStringSubmatch(said); m != nil {
			return say.T(c.key, "what", m[1], "detail", said)
		}
	}
	return said
}
