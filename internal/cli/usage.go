package cli

import (
	"regexp"
	"strings"

	"huiyin/internal/i18n"
)

// complaints are what the library says of a command line, by the key of the same in our words; what it names is the first group, then the choices
// and what was given instead. Anything else stays as it is.
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
	{regexp.MustCompile(`^(--\S+) must be one of (.+) but got (.+)$`), "cli.usage.choice"},
}

// inWords says what is wrong with a command line.
func inWords(say *i18n.Printer, said string) string {
	for _, c := range complaints {
		if m := c.says.FindStringSubmatch(said); m != nil {
			m = append(m, "", "")
			return say.T(c.key, "what", m[1], "choices", strings.ReplaceAll(m[2], ",", " "), "given", m[3], "detail", said)
		}
	}
	return said
}
