import { expect } from 'vitest'
import { z } from 'zod'
import { personId } from '#infra/local/practice/world/network-ids.ts'
import { hourOfCustomers } from '#infra/local/story/hour.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { it } from '#test/fixtures/system-test.ts'
import { readAllCases } from '#test/support/read-all-cases.ts'

const accounts = hourOfCustomers.flat()
const progressSchema = z.looseObject({ played: z.int(), of: z.int() })

it('an hour of forty customers is work: each has a case, those in danger stand first, and the books balance', async ({
	system,
	desk,
	practice,
}) => {
	const began = await practice.now()
	const hour = async (method: string) =>
		progressSchema.parse(await (await fetch(`${system.origin}/practice/hour`, { method })).json())
	const { of } = await hour('POST')
	await expect.poll(() => hour('GET'), { timeout: 60_000, interval: 500 }).toMatchObject({ played: of })
	await system.runtime.idle({ timeoutSeconds: 60 })

	const cases = await readAllCases(system.origin)
	expect(cases).toHaveLength(accounts.length)
	const known = cases.flatMap((one) => one.case.contacts.map(({ network, userId }) => `${network} ${userId}`))
	expect(known.toSorted()).toEqual(
		accounts.map(({ network, name }) => `${network} ${personId(network, name)}`).toSorted(),
	)

	const rows = await desk.queue({ view: 'all', limit: '50' })
	expect(rows.length).toBe(accounts.length)
	const now = await desk.queue({ limit: '50' })
	const inDanger = now.map(({ dangers }) => dangers.length > 0)
	expect(inDanger[0]).toBe(true)
	expect(inDanger).toEqual(inDanger.toSorted((one, other) => Number(other) - Number(one)))
	const dangers = new Set(now.flatMap((row) => row.dangers))
	expect([...dangers]).toEqual(expect.arrayContaining(['selfHarm', 'emergencyUnreachable', 'violenceAgainstUs']))

	const books = await desk.ledger(began, addMilliseconds(await practice.now(), MINUTE))
	expect(books).toMatchObject({ received: of, difference: 0, parked: 0 })
	expect(system.parts.proxy.refusedActions()).toEqual({})
}, 180_000)
