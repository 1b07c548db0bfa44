import type { WordLists } from './rule.ts'

/** Words that rules name by their list; `_` is a blank within one. */
export const WORDS: WordLists = {
	child: `kind kindes kinder sohn tochter kleine kleiner kleinen baby säugling kleinkind junge mädchen enkel enkelin enkelkind neffe nichte schüler
		schülerin patenkind stieftochter stiefsohn bub töchterchen söhnchen [0-9]{1,2}_?jährig* tochters
		child kid son daughter toddler infant boy girl niece nephew grandson granddaughter grandchild teenager kids children [0-9]{1,2}_years?_old
		[0-9]{1,2}_yr_old little_one`,
}
