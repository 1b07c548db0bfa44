import { describe, expect, it } from 'vitest'
import { brokenReferences, projectTexts, type ReferringText, treeOf } from './references.ts'

/** Its samples name what is not there. */
const ITSELF = 'test/architecture/references.test.ts'

describe('whatever a comment, a test, a message or a document names', () => {
	it('lies in this repository, down to the heading', () => {
		const texts = projectTexts()
		const tree = treeOf(texts)
		const others = texts.filter(({ path }) => path !== ITSELF)
		expect(others.flatMap((text) => brokenReferences(text, tree))).toEqual([])
	})
})

describe('the search for references', () => {
	const rules: ReferringText = {
		path: 'shared/rooms/RULES.md',
		text: '# Rules\n\n## 2. Doors\n### 2.8 Keys, and who has them\n```\n# no heading\n```\n## Whose turn\n',
	}
	const readme: ReferringText = {
		path: 'shared/rooms/README.md',
		text: '# Rooms\n\nSee `key.ts` and [rules](RULES.md#whose-turn).',
	}
	const key: ReferringText = { path: 'shared/rooms/doors/key.ts', text: 'export {}' }
	const broken = (text: string, path = 'shared/rooms/doors/lock.ts') =>
		brokenReferences({ path, text }, treeOf([rules, readme, key]))

	it('is content with documents, sections, headings and anchors that are there', () => {
		expect(broken('// RULES.md 2.8')).toEqual([])
		expect(broken('/** As RULES.md 2 and 2.8, by day. */')).toEqual([])
		expect(broken('/** The turn (shared/rooms/RULES.md, "Whose turn"). */')).toEqual([])
		expect(broken('// RULES.md#28-keys-and-who-has-them')).toEqual([])
		expect(broken('// README.md, "Rooms"')).toEqual([])
		expect(brokenReferences(readme, treeOf([rules, readme, key]))).toEqual([])
	})

	it.each([
		['a missing document', '// HALLS.md 2.8', 'HALLS.md'],
		['one in a message', "throw new Error('see HALLS.md')", 'HALLS.md'],
		['one in another folder', '// infra/RULES.md', 'infra/RULES.md'],
		['a missing section', '// RULES.md 2.9', 'RULES.md 2.9'],
		['the missing one of several', '// RULES.md 2.8, 2.11', 'RULES.md 2.11'],
		['the end of a missing range', '// RULES.md 2 to 3', 'RULES.md 3'],
		['one on the next line of a comment', '/**\n * As RULES.md\n * 7.1 says.\n */', 'RULES.md 7.1'],
		['a missing heading', '// RULES.md, "Whose door"', 'RULES.md Whose door'],
		['what only looks like a heading', '// RULES.md, "no heading"', 'RULES.md no heading'],
		['a missing anchor', '// RULES.md#whose-door', 'RULES.md whose-door'],
	])('finds %s', (_, text, name) => {
		expect(broken(text)).toEqual([expect.stringMatching(name)])
	})

	it('finds files and folders that are not there, in comments and in documents', () => {
		expect(broken('// as shared/rooms/doors/key.ts')).toEqual([])
		expect(broken('// as shared/halls/key.ts')).toEqual(['shared/rooms/doors/lock.ts: shared/halls/key.ts'])
		expect(broken('See `doors/key.ts`, `shared/rooms/`, `shared/rooms/<one>.ts`.', 'shared/rooms/a.md')).toEqual([])
		expect(broken('See `lock.ts`.', 'shared/rooms/a.md')).toEqual(['shared/rooms/a.md: lock.ts'])
		expect(broken('See `shared/halls/<one>.ts`.', 'shared/rooms/a.md')).toEqual(['shared/rooms/a.md: shared/halls'])
		expect(broken('See [it](../halls).', 'shared/rooms/a.md')).toEqual(['shared/rooms/a.md: ../halls'])
	})

	it('leaves addresses and the rest of code alone', () => {
		expect(broken('// https://example.org/docs/other.md')).toEqual([])
		expect(broken("const made = 'shared/halls/key.ts'")).toEqual([])
	})
})
