import { type Rule, sign } from './sign.ts'

/** "Sehr geehrte": who greets so says Sie, unless more follows. */
export const greetingRule: Rule = ({ words }) =>
	words.flatMap((word, at) =>
		/^(geehrte[rsn]?|geerte[rsn]?)$/.test(word.form) && words[at - 1]?.form === 'sehr'
			? [sign('sie', 2, words[at - 1], word)]
			: [],
	)
