// The second script of the guide: the questions at the end of a lesson, the review, and the placement.

import {mountQuestions} from "./lesson-questions.js";
import {add} from "./main.js";
import {mountPlacement} from "./placing.js";
import {mountDue, mountReview} from "./reviewing.js";

add(mountQuestions, mountReview, mountDue, mountPlacement);
