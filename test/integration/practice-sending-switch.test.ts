import { expect } from 'vitest'
import { createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { sendingParameterOf } from '#infra/local/ports-of-system.ts'
import { startLocalParts } from '#test/fixtures/local-parts.ts'
import { test as practiceTest } from '#test/fixtures/practice-test.ts'
import { sampleSystem } from '#test/support/sample-template.ts'

const NAME = '/hilft/dev/sending'
const test = practiceTest.extend('aws', async ({ place }, { onCleanup }) => {
	const system = { ...sampleSystem(), parameters: { [NAME]: 'on' } }
	const local = await startLocalParts(system)
	const aws = createAwsCaller({ proxyPort: local.parts.proxyPort })
	place.system.sending = sendingParameterOf(system, aws)
	onCleanup(async () => {
		aws.close()
		await local.stop()
	})
	return aws
})

test('the switch of the practice place is the parameter that functions read', async ({ place, aws }) => {
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
