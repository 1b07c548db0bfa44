import { describe, expect, it } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { erasePerson } from '#shared/erasure/erase-person.ts'
import { newEnvelopeId, systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import { parkedId } from '#shared/ledger/envelope.ts'
import { nameParkedMail } from '#shared/ledger/parked-mail.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { addressKey } from '#shared/requests/address-record.ts'
import { MIA, rawMail } from '#test/deliveries/mail.ts'
import { incoming } from '#test/fixtures/case-place.ts'
import { createMailPlace, handleMail } from '#test/fixtures/mail-place.ts'
import { createMemoryBodyArchive } from '#test/memory/body-archive.ts'
import { createMemoryDeletionStore } from '#test/memory/deletion-store.ts'
import { createMemoryDrafts } from '#test/memory/draft-store.ts'
import { createMemoryErasureProgress } from '#test/memory/erasure-progress.ts'
import { createMemoryLedger } from '#test/memory/ledger.ts'
import { createMemorySearchIndex } from '#test/memory/search-index.ts'
import { createMemoryVaultStore } from '#test/memory/vault.ts'
import { ANNA, keyOf, minute, SEND } from '#test/support/case-factories.ts'

const SECRET = 'an-address-secret-for-tests'

/** A case whose customer wrote a mail with a picture, and everything that an erasure works with. */
const createPlace = async () => {
	const issue = { number: 1, address: MIA, addressKey: addressKey(SECRET, MIA), askedAt: minute(1), sentAt: minute(1) }
	const place = await createMailPlace({ issues: [issue] })
	const png = Buffer.from('\x89PNG\r\n\x1a\nxx', 'latin1').toString('base64')
	await place.receive({
		headers: {
			From: '"Mia Zorn" <Mia@Kunde.Example>',
			'MIME-Version': '1.0',
			'Content-Type': 'multipart/mixed; boundary=b',
		},
		body: [
			'--b\nContent-Type: text/plain\n\nIch bin Mia und es brennt.',
			`--b\nContent-Type: image/png\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n${png}`,
			'--b--',
			'',
		].join('\n'),
		sesId: 'theirs',
	})
	const request = place.request.id
	const clock = { now: () => minute(40) }
	const asked = { kind: 'requestData', by: ANNA, request, send: SEND, fields: ['name'] } as const
	await applyCommand({ store: place.store, clock }, place.caseId, asked)
	const archive = createMemoryBodyArchive()
	for (const [key, bytes] of place.bodies) archive.bodies.set(key, bytes)
	const dependencies = {
		...place,
		ledger: createMemoryLedger(),
		log: createLog(() => undefined),
		own: [],
		archive,
		vault: createMemoryVaultStore(),
		addressSecret: async () => SECRET,
		deletions: createMemoryDeletionStore(),
		draftEraser: createMemoryDrafts({ clock }).draftEraser,
		progress: createMemoryErasureProgress(),
		search: createMemorySearchIndex({ content: place.content, clock }),
		erasures: { send: async () => undefined },
		clock,
	}
	const park = async (receipt: object, raw: string, caseId?: CaseId): Promise<string> => {
		const envelope = newEnvelopeId(minute(3), systemRandom)
		const id = parkedId(envelope, 0)
		const body = { kind: 'event', event: { receipt, raw: Buffer.from(raw).toString('base64') } } as const
		const entry = {
			id,
			source: 'mail',
			reason: 'otherAddress',
			envelope,
			index: 0,
			parkedAt: minute(3),
			caseId,
		} as const
		await place.parked.park(entry, body)
		if (caseId !== undefined) await nameParkedMail({ store: place.store, clock }, caseId, envelope, 'otherAddress')
		archive.bodies.set(`parked/${id}`, Buffer.from(JSON.stringify(body)))
		return `parked/${id}`
	}
	const erase = async () => {
		await applyCommand({ store: place.store, clock }, place.caseId, { kind: 'beginPersonErasure', reason: 'demanded' })
		return erasePerson(dependencies, place.caseId, () => true)
	}
	return { place, archive, park, erase }
}

describe('the mails of a person who is erased', () => {
	it('go with the words, what was attached, and the mail as it was received', async () => {
		const { place, archive, erase } = await createPlace()
		expect(place.media.names()).toHaveLength(1)
		expect([...archive.bodies.keys()]).toEqual(['mail/theirs'])
		expect(await erase()).toBe('erased')
		expect(place.media.names()).toEqual([])
		expect([...archive.bodies.keys()]).toEqual([])
		const [mail] = await place.mails()
		expect(mail).toMatchObject({ caseId: place.caseId, erasedAt: minute(40) })
		expect(JSON.stringify(mail)).not.toMatch(/Mia|brennt|kunde/i)
	})

	it('are not brought back by a redelivery, not even as something parked', async () => {
		const { place, erase } = await createPlace()
		const notification = { ...place.notified({ sesId: 'theirs' }) }
		await erase()
		place.bodies.delete('mail/theirs')
		const [erased] = await place.mails()
		const before = await place.balance()
		await handleMail(place.dependencies, notification)
		expect(await place.mails()).toEqual([erased])
		expect(await place.reasons()).toEqual([])
		expect(await place.balance()).toEqual(before)
	})

	it('go where they never joined a case too: by their reply address or by the address that was confirmed', async () => {
		const { place, archive, park, erase } = await createPlace()
		const headers = { From: 'mia.privat@anders.example', Subject: 'Re: x' }
		archive.bodies.set(
			'mail/tagged',
			Buffer.from(rawMail({ ...headers, To: `Hilft <${place.replyTo.toUpperCase()}>` }, 'Hallo.')),
		)
		archive.bodies.set(
			'mail/direct',
			Buffer.from(rawMail({ From: `"M" <${MIA.toUpperCase()}>`, To: 'hilft@hilft.example' }, 'Hallo.')),
		)
		await park({ sender: 'x@anders.example', recipients: [place.replyTo] }, rawMail(headers, 'Von woanders.'))
		await park({ sender: MIA, recipients: ['antwort@hilft.example'] }, '')
		await erase()
		expect([...archive.bodies.keys()]).toEqual([])
		const { items } = await place.parked.list(10)
		expect(items).toEqual([])
	})

	it('are gone for the cases that named them as parked, also where those are not theirs', async () => {
		const { place, park, erase } = await createPlace()
		const other = await receiveMessage(
			place,
			incoming({ author: { id: 'else' }, contentId: 'else', key: keyOf('msg', 77) }),
		)
		if (other.outcome !== 'message') throw new Error(other.outcome)
		await park({ sender: 'x@anders.example', recipients: [place.replyTo] }, '', place.caseId)
		await park({ sender: MIA, recipients: ['antwort@hilft.example'] }, '', other.caseId)
		const named = async (id: CaseId) => (await place.store.load(id))?.parkedMails.length
		expect([await named(place.caseId), await named(other.caseId)]).toEqual([1, 1])
		await erase()
		expect([await named(place.caseId), await named(other.caseId)]).toEqual([0, 0])
		expect((await place.store.factsAfter(other.caseId, 0)).at(-1)?.fact).toMatchObject({
			kind: 'ParkedMailSettled',
			how: 'erased',
		})
	})

	it('leave those of others, even where they quote the address', async () => {
		const { archive, park, erase } = await createPlace()
		const foreign = { From: 'fremd@anders.example', To: 'antwort+0123456789abcdefghjkmnpqrs@hilft.example' }
		archive.bodies.set('mail/other', Buffer.from(rawMail(foreign, `Meine Nachbarin From: ${MIA} sagt …`)))
		const kept = await park({ sender: 'fremd@anders.example', recipients: [foreign.To] }, rawMail(foreign, 'Hallo.'))
		await erase()
		expect([...archive.bodies.keys()].sort()).toEqual(['mail/other', kept].sort())
	})
})
