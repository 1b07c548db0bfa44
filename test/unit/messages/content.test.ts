import { describe, expect, it } from 'vitest'
import { type Content, contentSchema } from '#shared/cases/content.ts'
import { fileContent, keptAside, newAside, reviseContent } from '#shared/messages/message-content.ts'
import { type ErasableContent, eraseContent, updateContent } from '#shared/messages/update-content.ts'
import { incoming } from '#test/fixtures/case-place.ts'
import { ANNA, CASE, keyOf, minute } from '#test/support/case-factories.ts'
import { aMail, aMessage, aNote, anAside, aReply } from '#test/support/content-factories.ts'

const filing = { caseId: CASE, filedVersion: 7 }
const message = incoming({ key: keyOf('msg', 1), sentAt: minute(3), source: 'env_b#0' })
const hidden = { key: message.key, change: 'hidden', changedAt: minute(5), source: 'env_h#0' } as const
const erased = { key: message.key, change: 'erased', changedAt: minute(6), source: 'env_e#0' } as const

const OURS = { id: keyOf('msg', 4), caseId: CASE, at: minute(2), revision: 0, text: 'Neu', by: ANNA, initials: 'an' }

/** One item of each kind that says something or names somebody. */
const SAYING: readonly ErasableContent[] = [
	aMessage({ authorHandle: 'kundin', authorName: 'Karla Kundin', addressEvidence: 'kannst du' }),
	aMail({ authorName: 'Karla Kundin', mailId: 'm1@kunde.example', references: ['m0@kunde.example'] }),
	anAside({ authorHandle: 'kundin', asideSeenAt: minute(2), asideSeenBy: ANNA }),
	aReply({ contentId: '77' }),
	{ kind: 'reply', via: 'mail', ...OURS },
	{ kind: 'correction', ...OURS },
	{
		...{ kind: 'nativeReply', id: keyOf('msg', 5), caseId: CASE, at: minute(2), revision: 0, seen: {}, text: 'Hier' },
		...{ network: 'x', accountId: '1001', contentId: '78', parentId: '9001' },
	} as ErasableContent,
	aNote(),
]

describe('a message that is filed', () => {
	it('is new where no event named it before', () =>
		expect(fileContent(message, filing, undefined)).toMatchObject({
			kind: 'message',
			...filing,
			revision: 0,
			seen: { 'edition@0': 'env_b#0' },
		}))
	it('is hidden where that update came before it, and remembers its event', () => {
		const pending = updateContent(undefined, hidden)
		expect(pending).toMatchObject({ kind: 'pending', isHidden: true, revision: 0 })
		if (pending.kind !== 'pending') throw new Error(pending.kind)
		expect(fileContent(message, filing, pending)).toMatchObject({
			kind: 'message',
			isHidden: true,
			at: minute(3),
			revision: 1,
			seen: { [`hidden@${minute(5)}`]: 'env_h#0', 'edition@0': 'env_b#0' },
		})
	})
	it('is erased where it was taken back before it came, and says nothing', () => {
		const before = updateContent(undefined, erased)
		if (before.kind !== 'erased' || before.was !== 'pending') throw new Error(before.kind)
		const filed = fileContent(message, filing, before)
		expect(filed).toMatchObject({ kind: 'erased', was: 'message', ...filing, erasedAt: minute(6), source: 'env_b#0' })
		expect(JSON.stringify(filed)).not.toContain(message.text)
	})
	it('was an aside before: it keeps what was written and the event that brought it, and loses who looked at it', () => {
		const aside = anAside({ asideSeenAt: minute(2), asideSeenBy: ANNA, text: 'An alle' })
		const filed = fileContent({ ...message, source: 'desk' }, filing, aside)
		expect(filed).toMatchObject({
			kind: 'message',
			...filing,
			text: 'An alle',
			source: 'desk',
			seen: { aside: 'env_a#1' },
		})
		for (const name of ['asideSeenAt', 'asideSeenBy']) expect(filed).not.toHaveProperty(name)
	})
	it('was an aside that its author took back: it stays erased', () => {
		const aside = eraseContent(anAside(), minute(4))
		if (aside.was !== 'aside') throw new Error(aside.was)
		expect(fileContent(message, filing, aside)).toMatchObject({
			kind: 'erased',
			was: 'message',
			seen: { aside: 'env_a#1' },
		})
	})
})

describe('an aside', () => {
	it('is kept, or kept erased where it was taken back before it came', () => {
		expect(newAside(message)).toMatchObject({ kind: 'aside', text: message.text, revision: 0 })
		const before = updateContent(undefined, erased)
		if (before.kind !== 'erased' || before.was !== 'pending') throw new Error(before.kind)
		expect(keptAside(message, before)).toMatchObject({ kind: 'erased', was: 'aside', source: 'env_b#0' })
	})
})

describe('another edition', () => {
	const edit = incoming({ ...message, edition: '2', text: 'Doch nicht', source: 'env_c#0' })
	it.each([aMessage(), anAside()])('of a $kind changes its text and nothing of its kind', (content) =>
		expect(reviseContent(content, edit)).toMatchObject({ kind: content.kind, text: 'Doch nicht', revision: 1 }),
	)
	it('of what was erased is remembered by a hash and not shown', () => {
		const left = eraseContent(aMessage(), minute(4))
		if (left.was !== 'message') throw new Error(left.was)
		const revised = reviseContent(left, edit)
		expect(revised).toMatchObject({ kind: 'erased', was: 'message', revision: 1 })
		expect(revised.seen).not.toHaveProperty('edition@2')
		expect(Object.values(revised.seen)).toContain('env_c#0')
	})
})

describe('erasing', () => {
	const KEPT = ['kind', 'was', 'id', 'at', 'revision', 'seen', 'erasedAt', 'caseId', 'filedVersion', 'source']
	it.each(SAYING.map((content) => [content.kind, content] as const))(
		'leaves of a %s what it was and where it was filed, and nothing that quotes or names anybody',
		(kind, content) => {
			const left = eraseContent(content, minute(9))
			expect(left).toMatchObject({ kind: 'erased', was: kind, id: content.id, erasedAt: minute(9) })
			expect(Object.keys(left).filter((name) => !KEPT.includes(name))).toEqual([])
			expect(contentSchema().parse(left)).toEqual(left)
		},
	)
	it('is final: no update brings anything back', () => {
		const left = eraseContent(aMessage(), minute(4))
		expect(updateContent(left, hidden)).toMatchObject({ kind: 'erased', erasedAt: minute(4) })
		expect(updateContent(left, hidden)).not.toHaveProperty('isHidden')
	})
})

describe('the schema of what is stored', () => {
	const ALL: readonly Content[] = [
		...SAYING,
		{ kind: 'alias', id: keyOf('msg', 6), at: minute(1), revision: 0, aliasOf: keyOf('msg', 1) },
		{ kind: 'sent', id: keyOf('msg', 7), at: minute(1), revision: 0, caseId: CASE, send: keyOf('send', 1) },
		updateContent(undefined, hidden),
		updateContent(undefined, erased),
	]
	it.each(ALL.map((content) => [content.kind, content] as const))('reads a %s as it was written', (_, content) =>
		expect(contentSchema().parse(content)).toEqual(content),
	)
	it('refuses what says no kind, and a kind without what it always has', () => {
		const { kind: _, ...unkind } = aMessage()
		const { userId: __, ...authorless } = aMessage()
		for (const one of [unkind, authorless, { ...aReply(), via: 'post' }])
			expect(contentSchema().safeParse(one).success).toBe(false)
	})
	it('drops what another kind has', () =>
		expect(contentSchema().parse({ ...aNote(), userId: '5001' })).not.toHaveProperty('userId'))
})
