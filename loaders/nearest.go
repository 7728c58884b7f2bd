package loaders

import (
	"strings"
	"unicode/utf8"
)

// Nearest is the known word that is most alike to a misspelt one, the first of several, and empty
// where none is alike enough to be what was meant.
func Nearest(word string, known []string) string {
	const longest = 64 // what is longer is no word, and the distance takes the product of the lengths
	length := utf8.RuneCountInString(word)
	if length > longest {
		return ""
	}
	best, bestDistance := "", 1+max(1, length/3)
	for _, k := range known {
		if k == word || max(length-utf8.RuneCountInString(k), utf8.RuneCountInString(k)-length) >= bestDistance {
			continue
		}
		d := editDistance(strings.ToLower(word), strings.ToLower(k))
		if d < bestDistance {
			best, bestDistance = k, d
		}
	}
	return best
}

// editDistance counts the letters to insert, delete, replace or swap with their neighbour.
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
