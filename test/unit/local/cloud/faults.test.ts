import { describe, expect, it } from 'vitest'
import { createAwsFaults } from '#infra/local/cloud/proxy/faults.ts'

const call = { service: 'dynamodb', action: 'PutItem', functionNames: ['Worker12', 'worker'] } as const
const faultsWith = (random = () => 0) => createAwsFaults(random)

describe('planned faults', () => {
	it('happen as often as told, and count the calls that met them', () => {
		const faults = faultsWith()
		const throttled = faults.add({ kind: 'throttle', times: 2 })
		expect(throttled.met()).toBe(0)
		expect([faults.take(call)?.kind, faults.take(call)?.kind, faults.take(call)]).toEqual([
			'throttle',
			'throttle',
			undefined,
		])
		expect(throttled.met()).toBe(2)
	})

	it('happen until they are taken away when no number is given', () => {
		const faults = faultsWith()
		const broken = faults.add({ kind: '500' })
		for (let index = 0; index < 50; index++) expect(faults.take(call)?.kind).toBe('500')
		broken.remove()
		expect(faults.take(call)).toBeUndefined()
	})

	it('meet only the service, operation and function they name', () => {
		const faults = faultsWith()
		faults.add({ kind: 'reset', service: 'sqs' })
		faults.add({ kind: 'reset', action: 'GetItem' })
		faults.add({ kind: 'reset', function: 'sweep' })
		expect(faults.take(call)).toBeUndefined()
		faults.add({ kind: 'delay', service: 'dynamodb', action: 'PutItem', function: 'worker' })
		expect(faults.take(call)?.kind).toBe('delay')
	})

	it('happen with the probability given, and do not count the misses', () => {
		const draws = [0.9, 0.1, 0.9]
		const faults = faultsWith(() => draws.shift() ?? 0)
		faults.add({ kind: 'throttle', probability: 0.5, times: 1 })
		expect([faults.take(call)?.kind, faults.take(call)?.kind, faults.take(call)?.kind]).toEqual([
			undefined,
			'throttle',
			undefined,
		])
	})

	it('conflict only where DynamoDB writes or transacts', () => {
		const faults = faultsWith()
		faults.add({ kind: 'transaction-conflict' })
		expect(faults.take({ ...call, action: 'Query' })).toBeUndefined()
		expect(faults.take(call)?.kind).toBe('transaction-conflict')
	})
})
