import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { METRIC, METRIC_NAMESPACE, type MetricName } from '#shared/kernel/metric-names.ts'
import { ALARM_PERIOD, ImpactAlarm } from './constructs/impact-alarm.ts'

type Watched = {
	readonly metricName: MetricName
	readonly above?: number
	readonly impact: string
	readonly article: string
}

const watched: readonly Watched[] = [
	{
		metricName: METRIC.factsTampered,
		impact: 'Somebody changed or removed facts: histories and figures of cases can no longer be trusted.',
		article: 'facts-tampered',
	},
	{
		metricName: METRIC.signaturesRefused,
		above: 20,
		impact:
			'Webhooks with wrong signatures: either somebody tries to forge messages, or our secret is out of date and real ones are lost.',
		article: 'signatures-refused',
	},
	{
		metricName: METRIC.challengesRefused,
		impact:
			"A network's challenge was refused: either somebody wants us to sign for them, or the network will stop calling.",
		article: 'challenges-refused',
	},
	{
		metricName: METRIC.eventsParked,
		impact: 'An authentic event of a customer could not be understood and waits, unanswered, until somebody looks.',
		article: 'events-parked',
	},
	{
		metricName: METRIC.vaultKeyDenied,
		impact:
			'The key of the vault refused one of our functions: customers cannot give data, or agents cannot read them.',
		article: 'vault-key-denied',
	},
]

/** Alarms on what the functions count themselves. */
export const createMetricAlarms = (scope: Construct, topic: ITopic): void => {
	for (const { metricName, ...alarm } of watched) {
		new ImpactAlarm(scope, `${metricName}Alarm`, {
			metric: new Metric({ namespace: METRIC_NAMESPACE, metricName, statistic: 'Sum', period: ALARM_PERIOD }),
			topic,
			...alarm,
		})
	}
}
