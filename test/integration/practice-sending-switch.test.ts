import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AwsCaller, createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { sendingParameterOf } from '#infra/local/ports-of-system.ts'
import { type LocalParts, startLocalParts } from '#test/fixtures/local-parts.ts'
import { openPlace, type Place } from '#test/fixtures/practice-place.ts'
import { sampleSystem } from '#test/support/sample-template.ts'

const NAME = '/hilft/dev/sending'
let local: LocalParts
let aws: AwsCaller
let place: Place
beforeAll(async () => {
	const system = { ...sampleSystem(), parameters: { [NAME]: 'on' } }
	local = await startLocalParts(system)
	aws = createAwsCaller({ proxyPort: local.parts.proxyPort })
	place = await openPlace()
	place.system.sending = sendingParameterOf(system, aws)
})
afterAll(async () => {
	aws.close()
	await place.stop()
	await local.stop()
})

test('the switch of the practice place is the parameter that functions read', async () => {
	const value = async () => {
		const answer = await aws.call({ service: 'ssm', action: 'GetParameter', input: { Name: NAME } })
		return (answer as { Parameter: { Value: string } }).Parameter.Value
	}
	expect((await place.get('/practice/kill-switch')).body).toEqual({ on: false, sending: 'on' })
	expect((await place.send('PUT', '/practice/kill-switch', { on: true })).body).toEqual({
		on: true,
		sending: 'stopped',
	})
	expect(await value()).toBe('stopped')
	await place.send('PUT', '/practice/kill-switch', { on: false })
	expect(await value()).toBe('on')
})
