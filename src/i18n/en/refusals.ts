import type { Catalogue } from '../zh'

export const refusals: Catalogue['refusals'] = {
  unknown_command: 'There is no such command; please reload the page and try again.',
  unknown_subject: 'There is no such subject; please reload the page and try again.',
  not_found: 'Not found, or not for you to see. Please check the address, or sign in and try again.',
  wrong_state: 'This step is not possible in the present state; please reload the page to see where it stands.',
  changed_meanwhile:
    'Somebody changed this after you opened it. Please reload, look again and repeat; what you typed is not lost.',
  key_malformed: 'The request lacks a valid idempotency key; please reload the page and try again.',
  key_reused: 'This request was already sent with other content; please reload the page and fill it in again.',
  unexpected_id: 'Something new takes no id; please remove it and try again.',
  invalid_input: 'Something needs correcting; please follow the notes beside the fields and send it again.',
  invalid_body: 'The request could not be read; please check its form and try again.',
  invalid_parameter: 'A parameter of the address is wrong; please follow the notes.',
  unknown_parameter: 'Unknown parameters: {names}. Please remove them and try again.',
  too_many_requests:
    'That was too often in a short time. Please try again in {minutes} minutes; what you typed is not lost.',
  body_too_large: 'The request is too large; please split or shorten it.',
  busy: 'Many people are at it just now; please try again in a moment. Nothing has been done yet.',
  already_exists: 'This exists already; please reload the page to see it.',
  our_fault:
    'This is our fault, and your request may not have been done. Please try again later, or contact the office.',
  signed_out_meanwhile: 'You had been signed out and are signed in again now. Please check, and send it once more.',
  sign_in_first: 'Please sign in first.',
  role_missing: 'You do not have the role for this step; please ask the administrator if you need it.',
  not_yours: 'Only the person concerned may do this; please check which account you are signed in with.',
  two_people_needed: 'Somebody else has to do this step: one person may not do both.',
  only_the_clock: 'The system does this by itself when it is due; there is nothing to do.',
  not_for_yourself: 'You cannot do this for yourself; please ask another administrator.',
  cross_site: 'The request came from another site and was not carried out; please do it on our own page.',
  person_suspended:
    'Your account is suspended: you can read what is yours, but not save, upload, submit or change anything. If you have questions, contact the office.',
  staff_only: 'This is for staff only; please use the portal.',
  method_not_allowed: 'This address does not take that method; the Allow header names those that it takes.',
  no_such_address: 'There is no such address; please check the documentation.',
  read_only: 'This can only be read; please use GET.',
  sign_in_failed: 'The e-mail address or the password is wrong; please try again, or reset your password.',
  account_locked:
    'Too many wrong passwords: for a while this account cannot be signed in to from here. Please try again in {minutes} minutes, or reset your password.',
  email_unverified:
    'Your address is not verified yet. Please open the link we sent; if there is none, look in the spam folder, or sign in again after ten minutes and we will send another.',
  verify_link_dead:
    'This link is not valid or was used already. Please try to sign in; if that fails, register again with the same address.',
  reset_link_dead: 'This link is not valid or has run out. Please ask for a new one.',
  already_registered: 'You are registered already; please sign in.',
  person_missing: 'It does not say which account; please add it.',
  person_not_found: 'This person was not found; please choose again.',
  organisation_not_found: 'This organisation was not found or is dissolved; please choose again.',
  role_held_already: 'The person has this role already.',
  role_not_held: 'The person does not have this role.',
  roles_at_odds:
    'One person may not hold these two roles: nobody both watches or administers and approves or pays, and nobody who can see applicants reviews. Please revoke the other role first.',
  already_enrolled: 'This person is in the expert pool already.',
  instant_in_the_past: 'This time has passed; please give one in the future.',
  key_exists: 'This key exists already; please issue another.',
  programme_not_active: 'This programme does not exist or is closed; please choose another.',
  fund_not_open: 'This fund does not exist or is closed; please choose another.',
  fund_closed: 'The fund is closed and can neither commit nor pay; please choose another.',
  fund_of_other_programme: 'This fund belongs to another programme; please choose another.',
  fund_short:
    'Not enough money: {needed} needed, {available} available. Please lower the amounts or allocate more first.',
  fund_below_zero: 'The account would fall below zero: {needed} needed, {available} there. Please check first.',
  over_commitment: 'The payment would exceed what is committed; please check earlier payments.',
  allocation_committed:
    'This money is committed: at most {available} can be taken back. Please cancel the awards concerned first, or take back less.',
  calls_running: 'There are {count} calls still running; please conclude or cancel them first.',
  commitments_open: 'Some committed money is not paid yet; please pay or release it first.',
  call_not_found: 'This call was not found; please choose again.',
  call_not_published: 'This call is not public or was cancelled; please look at the calls that are open.',
  call_not_open_yet: 'The call opens at {at}; please submit after that. Your draft is kept.',
  call_closed: 'The call closed at {at} and takes no more. Your draft is kept.',
  call_not_closed: 'The call is not closed yet; funding is proposed after it closes.',
  call_unsound: 'The call has {count} problems to correct before it can open.',
  weights_not_100: 'The weights of the rubric must sum to 100; please adjust them.',
  closes_before_opening: 'The call must close after it opens; please change the times.',
  closes_in_the_past: 'The closing time has passed; please choose a later one.',
  calendar_not_loaded:
    'The working calendar “{calendar}” ends on {to} and cannot reach {day}. Please load the next year’s working days on the page of the call.',
  nothing_to_change: 'Nothing would change; please change at least one thing.',
  applications_waiting: 'There are {count} applications without a result; please finish them first.',
  too_early: 'It is too early: this happens by itself at {at}.',
  draft_not_found: 'This draft was not found; please open it again from your applications.',
  draft_changed: 'The draft was changed elsewhere; please open it again, check it and submit.',
  answers_incomplete: 'There are {count} points to add or correct; please follow the notes and submit again.',
  already_submitted: 'This draft was submitted already; to change it, please withdraw that application first.',
  too_many_applications:
    'Each applicant may submit at most {max} in this call; to replace one, please withdraw it first.',
  too_late_to_withdraw:
    'The call has closed and applications can no longer be withdrawn; please contact the office if there is a special reason.',
  own_application: 'You cannot handle your own application; please leave it to a colleague.',
  over_cap: 'The amount exceeds the cap of this call; please lower it.',
  check_incomplete: 'The formal check lacks {count} lines; please fill them in.',
  check_has_failed_lines: 'There are {count} failed lines, so it cannot be accepted; please return or reject it.',
  check_needs_failed_line: 'Every line passes; please mark at least one failed line, or accept it.',
  check_needs_notes:
    'There are {count} failed lines without a note; please say what is wrong and what would set it right.',
  correction_overdue: 'The time for correction ended at {at}; please contact the office if there is a special reason.',
  correction_running: 'The applicant has until {at} to correct it; it can be rejected after that.',
  dossier_not_ready: 'The blind copy is still being made; please assign experts in a moment.',
  dossier_blocked: 'Some file could not be freed of identity; please handle it and release the copy first.',
  copies_needed:
    'Of {count} files no copy without traces of identity can be made; please replace them and release again.',
  copies_differ: 'The blind copy needs {expected} files and has {given}; please complete it.',
  expert_conflict: 'Some of the experts must recuse; please choose others as noted.',
  panel_impossible: 'No panel can be proposed like this; please change what the notes say and try again.',
  expert_unfit: 'Some of the experts cannot review this one; please choose others as noted.',
  too_many_reviewers: 'At most {max} experts review one application and {held} are assigned; please choose fewer.',
  scores_incomplete: 'The scores have {count} points to add or correct; please complete them and submit again.',
  application_given_twice: 'One application stands in the proposal twice; please remove one.',
  application_in_other_decision: 'Application {number} is in another proposal already; please remove it from this one.',
  application_not_in_ranking: 'An application of the proposal is not in this ranking; please check and remove it.',
  application_not_in_review: 'Application {number} is no longer in review; please check and propose again.',
  application_not_ranked: 'Application {number} is not ranked and cannot be funded; please remove it.',
  application_already_awarded: 'An application of the proposal has an award already; please check and propose again.',
  reviews_missing:
    'Application {number} still has {open} reviews open; please wait, or recuse them and assign other experts.',
  amount_below_minimum:
    'The amount for application {number} is below the least, {minimum}; please raise it or remove the line.',
  decision_not_found: 'This decision was not found; please choose again.',
  decision_not_confirmed: 'The decision is not confirmed yet; the public notice comes after that.',
  nothing_to_publish:
    'There is nothing left to publish in this decision; please check whether it was published already.',
  notice_still_runs: 'The notice still runs and ends by itself at {endsAt}.',
  notice_ended:
    'The notice ended on {lastDay} and takes no more objections; if you know something new, please contact the office.',
  award_not_in_notice: 'This award is not in the notice; please object from the page of the notice.',
  award_not_open_to_objection:
    'Application {number} is not open to objections now; it may be under verification already. Please look at the notice.',
  files_wrong: 'Some files do not meet the requirements; please replace them as noted and deliver again.',
  payments_open: 'There are {open} payments left; please pay them before closing.',
  voucher_used: 'Voucher {voucher} is recorded already; please check, so that nothing is paid twice.',
  already_paid: 'Instalment {n} is paid already.',
  objection_open: 'An objection is being verified; nothing is paid until it is answered.',
  agreement_not_signed: 'The agreement is not signed yet; payments come after that.',
  midterm_not_passed: 'The mid-term check is not passed, so instalment {n} cannot be paid yet.',
  deliverable_not_accepted: 'The deliverable is not accepted, so instalment {n} cannot be paid yet.',
  earlier_payment_open: 'An earlier instalment is not paid yet; instalment {n} comes after it.',
  own_work: 'You cannot review your own work; please leave it to a colleague.',
  manuscript_missing: 'The manuscript was not found; please try again in a moment, or ask the administrator.',
  manuscript_incomplete: 'The manuscript lacks something; please complete it first.',
  manuscript_changed:
    'The text was changed after the scientific review; please send it back so that it is reviewed again.',
  renditions_not_ready:
    'Of {all} files {left} are not made for release yet. They are being made; please wait a little. How far each is, and why, stands among the files of the manuscript.',
  rendition_failed:
    'The rendition “{name}”, which a release needs, was not made. See why among the files of the manuscript; make it again, or replace the original.',
  nothing_to_renew: 'There are no files to be replaced.',
  renditions_planned: 'These renditions are planned already.',
  renditions_stale: 'The credit line or licence has changed; these renditions are void and will be made again.',
  choices_same: 'Nothing was changed, so there is nothing to save.',
  choices_with_editors:
    'The work is with the editors, who now settle how its files are shown and what is declared about maps; please tell them what you would change.',
  maps_same: 'What is declared about maps was not changed, so there is nothing to save.',
  maps_not_told:
    'Nobody has said whether the work shows a map. Please look through the work, use “Declare maps”, and then take this step.',
  map_number_missing:
    'The work shows a map without an approval number. Please use “Declare maps” and give the number, or say which maps need none and why; what is still being examined is released after its approval.',
  nothing_to_retry: 'No rendition has failed.',
  nothing_to_correct: 'The manuscript equals the released version; please change it first.',
  correction_not_proposed:
    'Nobody has proposed a correction. Please let one editor change the manuscript and propose it, and another publish it.',
  correction_changed:
    'The manuscript was changed after the correction was proposed. Please propose it anew, and publish it then.',
  release_order_missing: 'The release log is not set up; please ask the administrator.',
  work_not_found: 'This work was not found; please check its number.',
  work_withdrawn: 'Work {number} was withdrawn; please stop using it and take down what you published.',
  no_file: 'No file arrived; please choose one and upload again.',
  file_missing: 'A file is missing or can no longer be used; please remove it and upload again.',
  file_not_found: 'This file was not found; please check the address.',
  file_unavailable: 'The file cannot be read just now; please try again later.',
  file_named: 'This file is used by an application, a deliverable or a work and cannot be removed.',
  file_exists: 'This file was uploaded already.',
  file_too_large: 'The file is too large; please compress it and upload again.',
  file_empty: 'The file is empty; please choose again.',
  image_heic:
    'This is a HEIC photograph, which cannot be handled here. On the phone choose Settings → Camera → Formats → Most Compatible and take it again, or save this one as JPEG, and upload that.',
  file_kind_not_allowed: 'This type of file is not accepted; please convert it as the call says and upload again.',
  file_kind_mismatch:
    'The content does not match the name of the file; please save it in the right format and upload again.',
  files_not_of_format:
    'The files do not fit the format of the work, or exceed its limits, so it cannot be released. Please exchange them in the manuscript.',
  too_few_files: 'Too few files: at least {min} are needed; please add some.',
  too_many_files: 'Too many files: at most {max}; please remove some.',
  image_too_many_pixels:
    'The picture has too many pixels, or as an animation too many frames; please make it smaller or shorter and upload again.',
  image_broken: 'The picture is broken; please export it again and upload.',
  video_broken: 'The video is broken; please export it again and upload.',
  video_too_long: 'The video is too long; please cut it as the call says and upload again.',
  audio_broken: 'The audio is broken; please export it again and upload.',
  audio_too_long: 'The audio is too long; please cut it as the call says and upload again.',
  package_forbidden_file:
    'The package holds a .{ending} file, which is not allowed; please remove it, pack again and upload.',
  package_name_unsafe:
    'The name “{name}” in the package cannot be used on every system; please rename it, pack again and upload.',
  package_names_clash:
    'Two files in the package have the same name (capitals do not count); please rename one, pack again and upload.',
  package_nested: 'There is an archive inside the package; please unpack it, pack everything again and upload.',
  package_no_index: 'The package has no index.html at its root; please add it, pack again and upload.',
  package_too_large:
    'Unpacked, the package has more than {maxBytes} bytes; please make it smaller, pack again and upload.',
  package_too_many:
    'The package holds {entries} files, at most {maxEntries} are allowed; please use fewer, pack again and upload.',
  file_infected: 'The virus scan calls this file unsafe; please check it and upload a clean one.',
  storage_unavailable: 'The file storage cannot be reached just now; nothing is lost, please try again later.',
  scan_unavailable: 'The virus scan is not available just now, and the file was not taken; please try again later.',
  archive_encrypted:
    'The archive has a password and cannot be opened; please pack it as ZIP without one and upload it again.',
  archive_method:
    'The archive is whole, but packed by a method that is not accepted here ({method}). Please pack it with what your system brings for ZIP, or choose the usual method (Deflate) in your program, and upload it again.',
  archive_broken: 'The archive is broken or unsafe; please pack it again as ZIP and upload.',
  subtitles_broken:
    'Line {line} of the subtitles cannot be read: times are written 00:00:01,000 --> 00:00:03,000, the end after the beginning. Please correct it and upload again.',
  file_unreadable:
    'The file could not be examined within the limits of time and memory, and was not taken; please save it anew from the program that made it, or make it smaller, and upload it again.',
  file_not_examined: 'The file could not be examined just now and was not taken; please try again later.',
  pdf_broken: 'The PDF is broken; please export it again and upload.',
  disk_full: 'The server is out of space and nothing was kept; please try again later or contact the office.',
  upload_interrupted:
    'The upload was interrupted and the file was not kept; please check the network and upload again.',
  upload_malformed:
    'The {header} of the upload is not as it must be; please reload the page and upload with its button.',
  upload_length_missing:
    'The length of a file must be said before it is sent; please reload the page and upload with its button.',
  upload_offset_differs:
    'The upload goes on at another place than where it stopped; please go on from where it stopped.',
  upload_hash_missing:
    'The hash of the file is missing or malformed; what was uploaded is kept, please hand it in with its hash.',
  upload_held: 'This file is being uploaded in another window or connection; please go on in half a minute.',
  upload_incomplete: 'The file is not complete, {left} bytes are missing; please go on with the upload.',
  upload_elsewhere:
    'What was sent of this file lies on another server and cannot be gone on with here; please upload it again.',
  upload_differs: 'What arrived differs from the file on your device and was not kept; please upload it again.',
  upload_quota_reached:
    'You have not enough room left: {left} MB can still be uploaded. Please remove files or unfinished uploads that you do not need, or contact the office.',
  call_room_reached:
    'The room that this call has for files is nearly full: {left} MB can still be uploaded. Please upload a smaller file, try again later, or contact the office.',
  uploads_under_way: 'Too many of your uploads are unfinished; please finish or give up some of them first.',
  form_not_multipart: 'The upload came in the wrong form; please use the upload button of the page.',
  form_broken: 'The upload is incomplete; please upload again.',
  form_too_many_parts: 'Too many files at once; please upload them in several turns.',
  form_field_too_large: 'One field is too long; please shorten it and send it again.',
  secret_shown_once:
    'The key was issued, but it is shown only once and cannot be shown again. Please revoke it and issue another.',
  key_missing: 'The request has no API key; please send it in the header.',
  key_unknown: 'The API key is not valid; please check that it is complete.',
  key_revoked: 'The API key was revoked; please ask the programme office for a new one.',
  key_expired: 'The API key has run out; please ask the programme office for a new one.',
  game_in_page_only: 'This game is not released yet and plays inside our own pages only.',
  link_expired: 'This link has ended; please ask for a new one.',
  link_invalid: 'There is no such link; please copy it whole, or ask for a new one.',
  cursor_invalid: 'The cursor is not valid; please start again from the beginning.',
  cursor_of_another_list: 'The cursor belongs to another list; please keep the same conditions, or start again.',
  sync_again: 'What you are entitled to has changed; please sync again from the beginning.',
  range_outside: 'The range is outside the file, which has {bytes} bytes; please change it and try again.',
}
