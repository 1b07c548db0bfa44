import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { METRICS } from '#shared/kernel/log.ts'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'

const stage = synthesisedStage('prod')
const alarms = stage.ofType('AWS::CloudWatch::Alarm')
const runbook = readFileSync(resolve(import.meta.dirname, '../../infra/operate/runbook.md'), 'utf8')

/** Heading → text below it, of all headings that are written like an article's name. */
const articles = new Map(
	runbook
		.split(/^## /m)
		.slice(1)
		.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()] as const)
		.filter(([heading]) => /^[a-z][a-z-]+$/.test(heading)),
)

const DESCRIPTION = /^(?<impact>[A-Z].{25,}[.]) What to do: infra\/operate\/runbook\.md#(?<article>[a-z-]+)$/
const describedBy = (description: string) => DESCRIPTION.exec(description)?.groups ?? {}

describe('the alarms', () => {
	it('each say in a sentence whom it hurts, and name an article of the runbook', () => {
		for (const { label, properties } of alarms) {
			const { impact, article } = describedBy(properties.AlarmDescription)
			expect([label, impact]).toEqual([label, expect.any(String)])
			expect([label, articles.get(article ?? '')?.length ?? 0]).toEqual([
				label,
				expect.toSatisfy((n) => Number(n) > 20),
			])
		}
	})

	it('have an article each, and no article is without its alarm', () => {
		const named = alarms.map(({ properties }) => describedBy(properties.AlarmDescription).article)
		expect(named.toSorted()).toEqual([...articles.keys()].sort())
	})

	it('reach somebody: each goes to the topic of alarms', () => {
		for (const { properties } of alarms) expect(properties.AlarmActions.map(stage.nameOf)).toEqual(['Alarms'])
	})

	it('watch the errors of every function and the server errors of every API', () => {
		const watched = alarms.map(({ properties }) => [properties.MetricName, properties.Dimensions?.[0]?.Value])
		const named = watched
			.filter(([metric]) => metric === 'Errors' || metric === '5xx')
			.map(([metric, value]) => `${metric} of ${stage.nameOf(value)}`)
		const all = [
			...stage.ofType('AWS::Lambda::Function').map(({ label }) => `Errors of ${label}`),
			...stage.ofType('AWS::ApiGatewayV2::Api').map(({ label }) => `5xx of ${label}`),
		]
		expect(named.sort()).toEqual(all.sort())
	})

	it('watch tampering, refusals, parked events and the vault key, by metrics that the log can count', () => {
		const ours = alarms.filter(({ properties }) => properties.Namespace === 'hilft')
		const names: string[] = ours.map(({ properties }) => properties.MetricName)
		expect(names).toEqual(
			expect.arrayContaining([
				'FactsTampered',
				'SignatureRefused',
				'ChallengeRefused',
				'ChallengeReplayed',
				'ErasuresHeld',
				'ErasuresRefused',
				'DeliveryNoObject',
				'EventsParked',
				'ForeignCommands',
				'CasesUnreadable',
				'AccessAtRisk',
				'VaultKeyDenied',
			]),
		)
		const filtered: string[] = stage
			.ofType('AWS::Logs::MetricFilter')
			.flatMap(({ properties }) => properties.MetricTransformations)
			.map(({ MetricName }) => MetricName)
		for (const name of names) expect([...METRICS, ...filtered]).toContain(name)
		for (const { properties } of ours) expect(properties.Dimensions).toBeUndefined()
	})

	it('call at the first tampered fact, parked event and dead letter', () => {
		const first = alarms.filter(({ properties }) =>
			['FactsTampered', 'EventsParked', 'CasesUnreadable', 'ApproximateNumberOfMessagesVisible'].includes(
				properties.MetricName,
			),
		)
		expect(first.length).toBeGreaterThanOrEqual(9)
		for (const { properties } of first) {
			expect(properties).toMatchObject({
				Threshold: 0,
				ComparisonOperator: 'GreaterThanThreshold',
				EvaluationPeriods: 1,
				TreatMissingData: 'notBreaching',
			})
		}
	})

	it('notice a sweep that is not called any more', () => {
		const stopped = alarms.find(({ properties }) => properties.MetricName === 'Invocations')
		expect(stopped?.properties).toMatchObject({
			ComparisonOperator: 'LessThanOrEqualToThreshold',
			Threshold: 0,
			TreatMissingData: 'breaching',
		})
	})
})
