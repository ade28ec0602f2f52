import type { Catalogue } from '../zh'

export const verbs: Catalogue['verbs'] = {
  person: {
    register: 'Register',
    join: 'Join an organisation',
    grant_role: 'Grant a role',
    revoke_role: 'Revoke a role',
    suspend: 'Suspend',
    restore: 'Restore',
  },
  organisation: {
    create: 'Enter an organisation',
  },
  expert: {
    enrol: 'Enrol',
    retire: 'Retire',
    renew: 'Renew',
  },
  apiKey: {
    issue: 'Issue a key',
    change_scope: 'Change scope',
    revoke: 'Revoke',
  },
  programme: {
    create: 'Create a programme',
    close: 'Close',
  },
  fund: {
    create: 'Create a fund',
    allocate: 'Allocate',
    correct_allocation: 'Correct an allocation',
    close: 'Close',
  },
  call: {
    create: 'Create a call',
    amend: 'Amend',
    open: 'Open',
    load_calendar: 'Load the next year’s working days',
    close: 'Close',
    conclude: 'Conclude',
    cancel: 'Cancel',
  },
  file: {
    seal: 'Seal',
    plan_renditions: 'Plan renditions',
    record_renditions: 'Record renditions',
    erase_unnamed: 'Erase a file that nothing names',
    retry_renditions: 'Make renditions again',
  },
  application: {
    submit: 'Submit',
    resubmit: 'Submit the correction',
    withdraw: 'Withdraw',
    accept: 'Accept',
    return_for_correction: 'Return for correction',
    reject: 'Reject',
    assign: 'Assign experts',
  },
  dossier: {
    complete: 'Complete',
    block: 'Block',
    release_anyway: 'Release anyway',
  },
  review: {
    accept: 'Accept',
    submit: 'Submit scores',
    decline: 'Decline',
    recuse: 'Recuse',
  },
  decision: {
    propose: 'Propose',
    confirm: 'Confirm',
    reject: 'Reject',
  },
  notice: {
    publish: 'Publish',
    end: 'End',
  },
  objection: {
    raise: 'Object',
    uphold: 'Uphold',
    dismiss: 'Dismiss',
  },
  award: {
    sign: 'Sign the agreement',
    deliver: 'Deliver',
    return_deliverable: 'Return for changes',
    accept_deliverable: 'Accept the deliverable',
    close: 'Close',
  },
  payment: {
    request: 'Request',
    approve: 'Approve',
    pay: 'Pay',
  },
  work: {
    renew: 'Replace released files',
    pass_science: 'Pass scientific review',
    pass: 'Pass',
    send_back: 'Send back',
    choose: 'Choose how a file is shown',
    declare_maps: 'Declare maps',
    release: 'Release',
    propose_correction: 'Propose a correction',
    correct: 'Publish the correction',
    withdraw: 'Withdraw',
  },
  releaseOrder: {
    create: 'Start the release log',
  },
}
