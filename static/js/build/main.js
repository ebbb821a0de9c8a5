/* The builder's behaviours, one module each. Without them every deed is a plain form. */
import "./saving.js";
import "./finding.js";
import "./moving.js";
