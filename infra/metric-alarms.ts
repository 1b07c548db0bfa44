import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import type { Metric as MetricName } from '#shared/kernel/log.ts'
import { ALARM_PERIOD, ImpactAlarm } from './constructs/impact-alarm.ts'

type Watched = {
	readonly metricName: MetricName
	readonly above?: number | undefined
	/** `Maximum` for what is reported anew in every run. Default: `Sum`. */
	readonly statistic?: 'Sum' | 'Maximum' | undefined
	/** Minutes over which it is counted. Default: 5; 1 for what cannot wait. */
	readonly minutes?: number | undefined
	readonly impact: string
	readonly article: string
}

const watched: readonly Watched[] = [
	{
		metricName: 'DangerRaised',
		minutes: 1,
		impact: 'Somebody may be in danger: a customer, a child, or one of us. The case stands first in every list.',
		article: 'danger-raised',
	},
	{
		metricName: 'FactsTampered',
		impact: 'Somebody changed or removed facts: histories and figures of cases can no longer be trusted.',
		article: 'facts-tampered',
	},
	{
		metricName: 'SignatureRefused',
		above: 20,
		impact:
			'Webhooks with wrong signatures: either somebody tries to forge messages, or our secret is out of date and real ones are lost.',
		article: 'signatures-refused',
	},
	{
		metricName: 'ChallengeRefused',
		impact:
			"A network's challenge was refused: either somebody wants us to sign for them, or the network will stop calling.",
		article: 'challenges-refused',
	},
	{
		metricName: 'ErasuresHeld',
		impact: 'A person who must be erased waits for a parked body that nobody understood; after 23 hours it goes whole.',
		article: 'erasures-held',
	},
	{
		metricName: 'ErasuresRefused',
		impact:
			'Somebody asked the erasure for a person whose erasure nobody demanded and Meta did not sign: it was refused.',
		article: 'erasures-refused',
	},
	{
		metricName: 'ChallengeReplayed',
		impact: 'Somebody sent us what our own challenge had signed for them, as if a network had: it was refused.',
		article: 'challenges-replayed',
	},
	{
		metricName: 'DeliveryNoObject',
		impact: 'A network sent a rightly signed body that is no JSON object: what it wanted to say is lost if it goes on.',
		article: 'deliveries-no-object',
	},
	{
		metricName: 'EventsParked',
		impact: 'An authentic event of a customer could not be understood and waits, unanswered, until somebody looks.',
		article: 'events-parked',
	},
	{
		metricName: 'ForeignCommands',
		impact:
			'A message came by a queue that does not carry it, and was refused: somebody has the credentials of a function, or two releases do not understand each other.',
		article: 'foreign-commands',
	},
	{
		metricName: 'CasesUnreadable',
		statistic: 'Maximum',
		impact:
			'Cases were written by a newer release and cannot be read by the one that runs: nobody can work them, and their customers wait.',
		article: 'cases-unreadable',
	},
	{
		metricName: 'ParkedWaiting',
		impact:
			'Events of customers that could not be understood still wait, unanswered, for a fix or for the word of a lead.',
		article: 'parked-waiting',
	},
	{
		metricName: 'AccessAtRisk',
		impact:
			'A network withdrew our access or warned us of a breach of its rules: its customers can soon neither reach us nor be answered.',
		article: 'access-at-risk',
	},
	{
		metricName: 'VaultKeyDenied',
		impact:
			'The key of the vault refused one of our functions: customers cannot give data, or agents cannot read them.',
		article: 'vault-key-denied',
	},
	{
		metricName: 'AccountsStopped',
		impact:
			'An account of ours cannot send: customers of that network get no answer until its token or its standing is mended.',
		article: 'accounts-stopped',
	},
	{
		metricName: 'AccountsRefused',
		impact:
			'A network lets an account of ours write nothing for a reason that passes only if somebody mends it: answers of that network wait.',
		article: 'accounts-refused',
	},
	{
		metricName: 'SendsWaitingLong',
		impact: 'Answers have waited for more than an hour to leave: their customers hear nothing.',
		article: 'sends-waiting-long',
	},
	{
		metricName: 'DeletionsByHand',
		impact:
			'Somebody asked Meta to have their data deleted, and no id of ours answers to them: a person must look within 24 hours.',
		article: 'deletions-by-hand',
	},
	{
		metricName: 'DeletionsOverdue',
		impact: 'People who asked to be deleted more than 24 hours ago are not: we break what we promised them and Meta.',
		article: 'deletions-overdue',
	},
	{
		// A case is looked up once a day of UTC, at the latest by the run after midnight.
		metricName: 'OldestRereadHours',
		above: 25,
		impact:
			'Messages of an open case were not looked up for a day: what their authors deleted may still be shown to the team.',
		article: 'reread-behind',
	},
	{
		metricName: 'SendsUnknown',
		impact: 'Nobody knows whether an answer reached its customer: the network broke off while we sent.',
		article: 'sends-unknown',
	},
	{
		metricName: 'TokensRefused',
		above: 20,
		impact: 'Tokens that the API let through are refused by its functions: somebody tries, or agents cannot work.',
		article: 'tokens-refused',
	},
	{
		metricName: 'RolesRefused',
		above: 20,
		impact: 'Agents ask for what their role does not give them, or who left still tries.',
		article: 'roles-refused',
	},
	{
		metricName: 'RightsRefused',
		above: 20,
		impact: 'Agents ask again and again for what is not theirs: customer data of cases that others work.',
		article: 'rights-refused',
	},
	{
		metricName: 'CodesWrong',
		above: 50,
		impact: 'Wrong codes on the secure pages: somebody guesses, or customers were sent codes that do not fit.',
		article: 'codes-wrong',
	},
	{
		metricName: 'LinksUnknown',
		above: 100,
		impact: 'Links to the secure pages that we never gave, or that ended: somebody guesses, or mails lead nowhere.',
		article: 'links-unknown',
	},
	{
		metricName: 'DataReadOften',
		impact: 'One agent read the customer data of more than 30 cases within an hour.',
		article: 'data-read-often',
	},
	{
		metricName: 'PromisesOverdue',
		above: 5,
		impact: 'Promises to customers fall due unkept, one after the other: too few are here, or nobody looks at them.',
		article: 'promises-overdue',
	},
	{
		metricName: 'NumbersGuessed',
		impact: 'Somebody of ours looked up ten numbers of no case within ten minutes, as who guesses does.',
		article: 'numbers-guessed',
	},
	{
		metricName: 'UnansweredClosings',
		above: 15,
		impact:
			'Many cases are closed while their customers wait for an answer: a program closes them, or somebody clears the list.',
		article: 'unanswered-closings',
	},
	{
		metricName: 'FirstLead',
		impact: 'Somebody became the first lead of a roster without one: it must be the person whom you made it.',
		article: 'first-lead',
	},
	{
		metricName: 'SendsFailed',
		above: 5,
		impact: 'Answers of the team were refused by a network or by SES and did not reach their customers.',
		article: 'sends-failed',
	},
]

/** Creates the alarms on the metrics that functions count themselves. */
export const createMetricAlarms = (scope: Construct, topic: ITopic): void => {
	for (const { metricName, statistic = 'Sum', minutes, ...alarm } of watched) {
		const period = minutes === undefined ? ALARM_PERIOD : Duration.minutes(minutes)
		new ImpactAlarm(scope, `${metricName}Alarm`, {
			metric: new Metric({ namespace: 'hilft', metricName, statistic, period }),
			topic,
			...alarm,
		})
	}
}
